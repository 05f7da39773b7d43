//! The program: see [`form_codegen::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    form_codegen::cli::main()
}
