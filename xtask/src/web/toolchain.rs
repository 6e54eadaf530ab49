//! The compilers that can make wasm, best first: the smallest result wins.

use std::env;
use std::path::Path;
use std::process::Command;

use anyhow::Result;
use clap::ValueEnum;

use crate::{shell, tools};

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// How the wasm is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Toolchain {
    /// The Rust in use, with the standard library rebuilt for size
    Small,
    /// The Rust in use, with the standard library as it comes
    Plain,
    /// Debian's compiler for the web, with the standard library rebuilt for size
    Debian,
}

impl Toolchain {
    /// The best one that is here or can be had.
    pub(crate) fn find() -> Result<Self> {
        let sysroot = shell::ask(shell::program("rustc").args(["--print", "sysroot"])).unwrap_or_default();
        let library = Path::new(&sysroot).join("lib/rustlib");
        if library.join("src/rust/library/Cargo.lock").is_file() || rustup(&["component", "add", "rust-src"])
        {
            return Ok(Self::Small);
        }
        if library.join(TARGET).is_dir() || rustup(&["target", "add", TARGET]) {
            return Ok(Self::Plain);
        }
        if !debian_is_here() {
            tools::apt_install(
                "No compiler for WebAssembly: `rustup target add wasm32-unknown-unknown` adds one to Rust.",
                &tools::DEBIAN_WEB,
            )?;
        }
        Ok(Self::Debian)
    }

    /// The compiler's full version, so that another one means another build.
    pub(crate) fn version(self) -> String {
        let mut rustc = match self {
            Self::Debian => debian("/usr/bin/rustc"),
            Self::Small | Self::Plain => shell::program("rustc"),
        };
        format!("{self:?} {}", shell::ask(rustc.arg("-vV")).unwrap_or_default())
    }

    /// Whether its cargo has `clippy`.
    pub(crate) fn has_lints(self) -> bool {
        self != Self::Debian
    }

    /// `cargo rustc` or another verb, up to what to build.
    pub(crate) fn cargo(self, verb: &str) -> Command {
        let mut cargo = match self {
            Self::Debian => debian("/usr/bin/cargo"),
            Self::Small | Self::Plain => shell::cargo(),
        };
        // Settings meant for the machine's own programs would break or bloat a visitor's.
        for variable in
            ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_RUSTFLAGS", "CARGO_BUILD_TARGET"]
        {
            cargo.env_remove(variable);
        }
        cargo.args([verb, "--target", TARGET]);
        let mut flags = anonymous();
        if self != Self::Plain {
            cargo.args(["-Z", "build-std=std,panic_abort", "-Z", "build-std-features=optimize_for_size"]);
            flags.extend(["-Zunstable-options".to_owned(), "-Cpanic=immediate-abort".to_owned()]);
            // Building std is for nightly compilers; this asks a stable one for the same, for this build only.
            cargo.env("RUSTC_BOOTSTRAP", "1");
        }
        cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
        cargo
    }
}

/// What a visitor downloads does not tell where it was built.
fn anonymous() -> Vec<String> {
    let folders = ["HOME", "CARGO_HOME", "RUSTUP_HOME"].into_iter().filter_map(|name| env::var(name).ok());
    folders.map(|folder| format!("--remap-path-prefix={folder}=~")).collect()
}

fn rustup(arguments: &[&str]) -> bool {
    let mut rustup = shell::program("rustup");
    rustup.args(arguments).env("RUSTUP_MAX_RETRIES", "1");
    shell::ask(&mut rustup).is_some()
}

fn debian_is_here() -> bool {
    let source = Path::new("/usr/lib/rustlib/src/rust/library/Cargo.lock");
    Path::new("/usr/bin/cargo").is_file() && source.is_file() && shell::has("wasm-ld-19")
}

/// A program of Debian's toolchain, kept from meeting rustup's.
fn debian(name: &str) -> Command {
    let mut command = shell::program(name);
    for variable in ["CARGO", "RUSTC", "RUSTDOC", "RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH"] {
        command.env_remove(variable);
    }
    let path = env::var("PATH").unwrap_or_default();
    command
        .env("PATH", format!("/usr/bin:{path}"))
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-19");
    command
}
