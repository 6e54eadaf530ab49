//! A backup that is made while the service runs, and put in place again: by the very lines of `docs/operating.md`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use domain::id::BrandId;
use service::keys::{Fresh, fresh};

use crate::cluster::{free, node};
use crate::server;
use crate::shop::Shop;

const MANUAL: &str = include_str!("../../../../docs/operating.md");

#[test]
fn a_file_is_backed_up_while_it_is_written_to_and_restored() {
    let house = House::new();
    let file = house.folder.path().join("constance.sqlite");
    let sql = between("`sqlite3 constance.sqlite \"", "\"`").to_owned();
    let back_up = || {
        let beside = rusqlite::Connection::open(&file).unwrap();
        beside
            .execute_batch(&sql.replace("backup.sqlite", house.path("backup.sqlite").to_str().unwrap()))
            .unwrap();
    };
    let restore = || {
        house.types(between("(`cp ", "`,"), "cp ");
        for beside in ["constance.sqlite-wal", "constance.sqlite-shm"] {
            let _ = fs::remove_file(house.path(beside));
        }
    };
    house.tries(file.to_str().unwrap(), back_up, restore);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_on_a_server_is_backed_up_while_it_is_written_to_and_restored() {
    let Some(url) = server::database().await else { return };
    let house = House::new();
    // Where the server is stands in the environment; the database is another one than in the manual.
    let (server, name) = url.split_once("@127.0.0.1:").unwrap().1.split_once('/').unwrap();
    let types = |start: &str| {
        let line = between(&format!("`{start}"), "`").replace("constance", name);
        let there = format!("export PGHOST=127.0.0.1 PGPORT={server} PGUSER=postgres; {start}");
        house.types(&line, &there);
    };
    let restore = || ["dropdb ", "createdb ", "pg_restore "].into_iter().for_each(types);
    tokio::task::block_in_place(|| house.tries(&url, || types("pg_dump "), restore));
}

/// A brand's files, in a folder of their own.
struct House {
    folder: tempfile::TempDir,
    keys: Fresh,
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let keys = fresh(&BrandId::new("corner").unwrap(), &[]).unwrap();
        fs::write(folder.path().join("keys.toml"), &keys.file).unwrap();
        fs::write(folder.path().join("program.toml"), include_str!("../api/program.toml")).unwrap();
        Self { folder, keys }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a line in the folder, with the programs of here.
    fn types(&self, line: &str, start: &str) {
        let own = Path::new(env!("CARGO_BIN_EXE_constance")).parent().unwrap().display().to_string();
        let path = format!("PATH={own}:$(ls -d /usr/lib/postgresql/*/bin | tail -n 1):$PATH\nset -eu\n");
        let mut shell = Command::new("sh");
        let done = shell
            .args(["-c", &format!("{path}{start}{line}")])
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        assert!(done.status.success(), "{start}{line}: {}", String::from_utf8_lossy(&done.stderr));
    }

    fn tries(&self, database: &str, back_up: impl FnOnce(), restore: impl FnOnce()) {
        let address = free();
        let open = || node(self.folder.path(), database, &free(), &address);
        let shop = Shop::of(&self.keys, address.clone());
        let mut running = open();
        for (name, customer) in [("o-1", "7"), ("o-2", "8")] {
            assert_eq!(shop.orders(name, customer).unwrap().0, 200);
        }
        assert_eq!(shop.claims(&shop.session("8"), "k-1").unwrap().0, 201);
        let stop = AtomicBool::new(false);
        let told = thread::scope(|scope| {
            let telling = scope.spawn(|| {
                let mut told = 0;
                while !stop.load(Ordering::Relaxed) {
                    assert_eq!(shop.looks(&format!("e-{told}"), "9").unwrap().0, 200);
                    told += 1;
                }
                told
            });
            back_up();
            stop.store(true, Ordering::Relaxed);
            telling.join().unwrap()
        });
        assert!(told > 0, "nothing was written meanwhile");
        let files = format!("--program program.toml --database '{database}'");
        self.types(&format!("erase 7 {files}"), "constance ");
        self.types(&format!("erase --list {files} > erased.json"), "constance ");
        assert_eq!(shop.orders("o-3", "8").unwrap().0, 200);
        running.kill();

        restore();
        let (_, section) = MANUAL.split_once("## Backup and restore").unwrap();
        let (section, _) = section.split_once("\n## ").unwrap();
        let lines: Vec<_> = section.lines().filter_map(|line| line.strip_prefix("$ constance ")).collect();
        assert_eq!(lines.len(), 2, "{lines:?}");
        for line in lines {
            self.types(&line.replace("--database …", &format!("--database '{database}'")), "constance ");
        }
        let _running = open();
        let points = ["7", "8"].map(|customer| shop.points(&shop.session(customer)));
        assert_eq!(points, [0, 10], "who was erased stays so, and what came after the backup is not in it");
        let (status, said) = shop.claims(&shop.session("8"), "k-1").unwrap();
        assert_eq!((status, &said["outcome"]), (200, &"claimed".into()), "it was claimed before");
    }
}

/// What stands in the manual between two texts, the first time.
fn between(start: &str, end: &str) -> &'static str {
    let (_, rest) = MANUAL.split_once(start).unwrap();
    rest.split_once(end).unwrap().0
}
