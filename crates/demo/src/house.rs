//! The brand's own folder: its program, its keys, and the secrets its shop keeps.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

use domain::id::{BrandId, CustomerId};
use domain::program::Program;
use domain::time::Timestamp;
use ed25519_dalek::SigningKey;
use service::identity::{Claims, sign};
use service::keys::{self, Keys, KeysError};
use service::program::report::lines;
use service::program::{self, Fault};

/// The brand as it stands when the shop opens.
pub struct House {
    /// Its rules.
    pub program: Program,
    /// What the service knows of its keys.
    pub keys: Keys,
    /// What the shop signs with.
    pub seal: Seal,
    /// The write key for servers.
    pub secret: String,
}

/// What the shop signs identities with.
#[derive(Clone)]
pub struct Seal {
    brand: BrandId,
    key: SigningKey,
    kid: String,
}

/// Why the house cannot open.
#[derive(Debug, thiserror::Error)]
pub enum HouseError {
    /// A file cannot be read or written.
    #[error("{path}: {source}", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the machine says.
        source: io::Error,
    },
    /// The program has faults.
    #[error("{}", lines(&path.display().to_string(), faults).join("\nerror: "))]
    Program {
        /// The file.
        path: PathBuf,
        /// All of them.
        faults: Vec<Fault>,
    },
    /// The keys cannot be used.
    #[error("{path}: {source}; remove it, and fresh keys are made", path = path.display())]
    Keys {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: KeysError,
    },
}

impl House {
    /// Reads the program below `home`, and the keys among the secrets, which are made where there are none. `origins`
    /// are where its pages are served this time.
    ///
    /// # Errors
    /// See [`HouseError`].
    pub fn open(home: &Path, secrets: &Path, origins: Vec<String>) -> Result<Self, HouseError> {
        let program = read_program(home.join("crates/demo/maison/program.toml"))?;
        let [file, seal, secret] = ["keys.toml", "identity.pem", "write.key"].map(|name| secrets.join(name));
        if ![&file, &seal, &secret].into_iter().all(|path| path.exists()) {
            let broken = |source| HouseError::Keys { path: file.clone(), source };
            let fresh = keys::fresh(&program.brand, &origins).map_err(broken)?;
            fs::create_dir_all(secrets)
                .map_err(|source| HouseError::File { path: secrets.to_owned(), source })?;
            keep(&file, &fresh.file)?;
            keep(&seal, &fresh.identity)?;
            keep(&secret, &fresh.secret)?;
        }
        let (_, mut keys) =
            Keys::read(&read(&file)?).map_err(|source| HouseError::Keys { path: file.clone(), source })?;
        keys.origins = origins;
        let key = keys::signing_key(&read(&seal)?)
            .map_err(|source| HouseError::Keys { path: seal.clone(), source })?;
        let kid = keys.identity.first().map(|(kid, _)| kid.clone()).unwrap_or_default();
        let seal = Seal { brand: program.brand.clone(), key, kid };
        Ok(Self { program, keys, seal, secret: read(&secret)?.trim().to_owned() })
    }
}

impl Seal {
    /// Vouches for a customer with a token that is good once; `name` must be fresh.
    #[must_use]
    pub fn vouch(&self, customer: &CustomerId, name: String, now: Timestamp) -> String {
        sign(&self.key, &self.kid, &Claims::new(&self.brand, customer, name, now))
    }
}

fn read_program(path: PathBuf) -> Result<Program, HouseError> {
    program::read(&read(&path)?).map_err(|faults| HouseError::Program { path, faults })
}

fn read(path: &Path) -> Result<String, HouseError> {
    fs::read_to_string(path).map_err(|source| HouseError::File { path: path.to_owned(), source })
}

/// Writes a secret that only its owner may read.
fn keep(path: &Path, text: &str) -> Result<(), HouseError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|source| HouseError::File { path: path.to_owned(), source })
}
