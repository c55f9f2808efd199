//! The `silkgraph` program. All of it is in [`silkgraph::cli`].

/// The system's allocator keeps what a large query held in the thread that ran it: a server grows with every other one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    silkgraph::cli::main()
}
