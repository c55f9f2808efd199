//! The `silkgraph` program. All of it is in [`silkgraph::cli`].

fn main() -> std::process::ExitCode {
    silkgraph::cli::main()
}
