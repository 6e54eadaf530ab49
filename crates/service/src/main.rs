//! The binary: everything it does is in the library.

use std::process::ExitCode;

/// A request makes and drops thousands of small things: `docs/speed.md` says what this is worth.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    service::cli::run()
}
