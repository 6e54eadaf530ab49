//! `constance keys`: makes a brand's keys, and changes them one by one.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use domain::id::BrandId;

use super::{Failure, read};
use crate::door::Strength;
use crate::keys::{self, Added, Fresh, KeysError, Signer, fresh};

/// Make the keys of a brand, or change them one by one.
///
/// Writes keys.toml, for the service, and identity-key.pem, for the brand's back end, which signs with it who is
/// speaking. Prints the write keys: this is the only time they can be seen. Existing files are left alone.
///
/// Several keys of each kind are good at once. To change one: `constance keys add`, tell the service with SIGHUP, give the
/// new key to whoever reports or signs with it, and `constance keys retire` the old one, once nothing rests on it.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Keys {
    /// The brand's slug, as in its program file.
    #[arg(long, value_name = "SLUG", required = true)]
    brand: Option<String>,
    /// The origin of the brand's pages: scheme, host and port, and no path; give it again for another.
    #[arg(long, value_name = "ORIGIN", required = true)]
    origin: Vec<String>,
    /// The folder to write to; made where there is none.
    #[arg(long, value_name = "FOLDER", required = true)]
    out: Option<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    change: Option<Change>,
}

#[derive(Debug, Subcommand)]
enum Change {
    /// List the keys of a keys file by name; nothing that must stay secret is shown.
    List {
        #[command(flatten)]
        file: KeysFile,
    },
    /// Make one more key.
    ///
    /// A write key is printed: this is the only time it can be seen. The private half of an identity key is written to a
    /// file. Vouchers are signed with the new secret from then on; those of before hold until theirs is retired.
    Add {
        #[command(flatten)]
        file: KeysFile,
        /// What it is for: `public` write keys are for pages, `secret` ones for servers, `identity` for who signs which
        /// customer is speaking, `voucher` for the service.
        #[arg(long, value_name = "KIND")]
        kind: Kind,
        /// Where the private half of an identity key is written to; beside the keys file where it is not given.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Take out a key.
    Retire {
        #[command(flatten)]
        file: KeysFile,
        /// Its name, as `constance keys list` says it.
        #[arg(allow_hyphen_values = true)]
        name: String,
    },
}

#[derive(Debug, Args)]
struct KeysFile {
    /// The keys file.
    #[arg(long = "keys", env = "CONSTANCE_KEYS", value_name = "FILE")]
    path: PathBuf,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    Public,
    Secret,
    Identity,
    Voucher,
}

impl Keys {
    /// Makes, changes, writes and prints.
    ///
    /// # Errors
    /// A brand or origin that is none, a file that cannot be written or is there already, a key that there is not.
    pub fn run(self) -> Result<(), Failure> {
        match (self.change, self.brand, self.out) {
            (Some(change), ..) => change.run(),
            (None, Some(brand), Some(out)) => make(brand, &self.origin, &out, self.json),
            (None, ..) => Err(Failure::Flag { flag: "brand", rule: "must be given".to_owned() }),
        }
    }
}

impl Change {
    fn run(self) -> Result<(), Failure> {
        match self {
            Self::List { file } => {
                let keys = file.read()?.1;
                for (hash, strength) in &keys.write {
                    file.list(&keys::name(hash), kind(*strength), None);
                }
                for (kid, _) in &keys.identity {
                    file.list(kid, "identity", None);
                }
                for (at, secret) in keys.voucher.all().enumerate() {
                    file.list(&keys::secret_name(secret), "voucher", Some(at == 0));
                }
                Ok(())
            }
            Self::Add { file, kind: Kind::Public, .. } => file.add(Strength::Public),
            Self::Add { file, kind: Kind::Secret, .. } => file.add(Strength::Secret),
            Self::Add { file, kind: Kind::Identity, out } => file.add_identity(out),
            Self::Add { file, kind: Kind::Voucher, .. } => {
                let (text, name) =
                    keys::add_voucher(&read(&file.path)?).map_err(|error| file.wrong(error))?;
                file.write(&text)?;
                match file.json {
                    true => println!("{}", serde_json::json!({ "name": name })),
                    false => println!("added {name}: vouchers are signed with it from now on"),
                }
                Ok(())
            }
            Self::Retire { file, name } => {
                let text = keys::retire(&read(&file.path)?, &name).map_err(|error| file.wrong(error))?;
                file.write(&text)?;
                match file.json {
                    true => println!("{}", serde_json::json!({ "retired": name })),
                    false => println!("retired {name}"),
                }
                Ok(())
            }
        }
    }
}

impl KeysFile {
    fn read(&self) -> Result<(BrandId, keys::Keys), Failure> {
        keys::Keys::read(&read(&self.path)?).map_err(|error| self.wrong(error))
    }

    fn list(&self, name: &str, kind: &str, signs: Option<bool>) {
        let mut told = serde_json::json!({ "name": name, "kind": kind });
        if let Some(signs) = signs {
            told["signs"] = signs.into();
        }
        match self.json {
            true => println!("{told}"),
            false => println!("{name}  {kind}{}", if signs == Some(true) { ", signs" } else { "" }),
        }
    }

    fn add(&self, strength: Strength) -> Result<(), Failure> {
        let Added { file, key, name } =
            keys::add(&read(&self.path)?, strength).map_err(|error| self.wrong(error))?;
        self.write(&file)?;
        match self.json {
            true => println!("{}", serde_json::json!({ "name": name, "key": key })),
            false => println!("added {name}; shown this once:\n  {key}"),
        }
        Ok(())
    }

    fn add_identity(&self, out: Option<PathBuf>) -> Result<(), Failure> {
        let Signer { file, identity, kid } =
            keys::add_identity(&read(&self.path)?).map_err(|error| self.wrong(error))?;
        let path = out.unwrap_or_else(|| self.path.with_file_name(format!("identity-key-{kid}.pem")));
        keep(&path, &identity).map_err(|source| Failure::File {
            verb: "write",
            path: path.clone(),
            source,
        })?;
        self.write(&file)?;
        let path = path.display().to_string();
        match self.json {
            true => println!("{}", serde_json::json!({ "name": kid, "identity_key": path })),
            false => println!("added {kid}; its private half, for the brand's back end, is in {path}"),
        }
        Ok(())
    }

    /// Whole or not at all: a service may be reading it, and goes on being allowed to.
    fn write(&self, text: &str) -> Result<(), Failure> {
        let beside = self.path.with_extension("toml.new");
        let put = || share(&beside, &self.path).and_then(|()| fs::rename(&beside, &self.path));
        let take_back = |_: &io::Error| drop(fs::remove_file(&beside));
        let done = keep(&beside, text).and_then(|()| put().inspect_err(take_back));
        done.map_err(|source| Failure::File { verb: "write", path: self.path.clone(), source })
    }

    fn wrong(&self, source: KeysError) -> Failure {
        Failure::Keys { path: self.path.clone(), source }
    }
}

fn make(brand: String, origins: &[String], out: &Path, json: bool) -> Result<(), Failure> {
    let brand =
        BrandId::new(brand).map_err(|rule| Failure::Flag { flag: "brand", rule: rule.to_string() })?;
    let Fresh { file, identity, kid, public, secret } = fresh(&brand, origins)?;
    let paths = ["keys.toml", "identity-key.pem"].map(|name| out.join(name));
    if let Some(path) = paths.iter().find(|path| path.exists()) {
        let source = ErrorKind::AlreadyExists.into();
        return Err(Failure::File { verb: "write", path: path.clone(), source });
    }
    let write = |path: &Path, text: &str| {
        let done = keep(path, text);
        done.map_err(|source| Failure::File { verb: "write", path: path.to_owned(), source })
    };
    write(&paths[0], &file)?;
    write(&paths[1], &identity)?;
    let [keys, identity] = paths.map(|path| path.display().to_string());
    if json {
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

fn kind(strength: Strength) -> &'static str {
    match strength {
        Strength::Public => "public",
        Strength::Secret => "secret",
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

/// Lets those read a file, and no others, who may read another one.
fn share(path: &Path, as_with: &Path) -> io::Result<()> {
    let other = fs::metadata(as_with)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, chown};
        chown(path, Some(other.uid()), Some(other.gid()))?;
    }
    fs::set_permissions(path, other.permissions())
}
