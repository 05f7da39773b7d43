//! The program: see [`form_codegen::cli`].

use std::process::ExitCode;

/// Half of the time of a run goes into small allocations, most of which live as long as the run.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    form_codegen::cli::main()
}
