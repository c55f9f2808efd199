#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| silkgraph_fuzz::notes(bytes));
