//! `constance keys`: makes a brand's keys.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use domain::id::BrandId;

use super::Failure;
use crate::keys::{Fresh, fresh};

/// Make the keys of a brand.
///
/// Writes keys.toml, for the service, and identity-key.pem, for the brand's back end, which signs with it who is
/// speaking. Prints the write keys: this is the only time they can be seen. Existing files are left alone.
#[derive(Debug, Args)]
pub struct Keys {
    /// The brand's slug, as in its program file.
    #[arg(long, value_name = "SLUG")]
    brand: String,
    /// The origin of the brand's pages: scheme, host and port, and no path; give it again for another.
    #[arg(long, value_name = "ORIGIN", required = true)]
    origin: Vec<String>,
    /// The folder to write to; made where there is none.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Keys {
    /// Makes, writes and prints.
    ///
    /// # Errors
    /// A brand or origin that is none, a file that cannot be written or is there already.
    pub fn run(self) -> Result<(), Failure> {
        let brand = BrandId::new(self.brand)
            .map_err(|rule| Failure::Flag { flag: "brand", rule: rule.to_string() })?;
        let Fresh { file, identity, kid, public, secret } = fresh(&brand, &self.origin)?;
        let paths = ["keys.toml", "identity-key.pem"].map(|name| self.out.join(name));
        if let Some(path) = paths.iter().find(|path| path.exists()) {
            return Err(Failure::File {
                verb: "write",
                path: path.clone(),
                source: ErrorKind::AlreadyExists.into(),
            });
        }
        let write = |path: &Path, text: &str| {
            let done = keep(path, text);
            done.map_err(|source| Failure::File { verb: "write", path: path.to_owned(), source })
        };
        write(&paths[0], &file)?;
        write(&paths[1], &identity)?;
        let [keys, identity] = paths.map(|path| path.display().to_string());
        if self.json {
            let shown = serde_json::json!({
                "keys": keys, "identity_key": identity, "kid": kid, "public": public, "secret": secret,
            });
            println!("{shown}");
        } else {
            println!("wrote {keys}, for the service");
            println!("wrote {identity}, for the brand's back end: it signs identity tokens, as kid {kid}");
            println!("\nThe write keys, shown this once:");
            println!("  public, for pages:    {public}");
            println!("  secret, for servers:  {secret}");
        }
        Ok(())
    }
}

/// Writes a new file that only its owner can read.
fn keep(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}
