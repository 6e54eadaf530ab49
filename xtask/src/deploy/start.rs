//! What the files in `deploy` say is done as they say it, in a root of its own, and a node is started there as they start it:
//! by another user, with what that user can read and write. No systemd and no engine for containers is needed for this,
//! so what only they could do is not tried.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::{postgres, shell};

const UNIT: &str = "deploy/constance.service";
const COMPOSE: &str = "deploy/compose.yaml";
const DOCKERFILE: &str = "deploy/Dockerfile";

/// A brand's files that somebody brings along.
const PROGRAM: &str = "crates/demo/maison/program.toml";

/// The last step before somebody else: nothing can be written but what is named, and nobody can become more than they are.
const AS: &str = "exec setpriv --no-new-privs --inh-caps=-all --bounding-set=-all";

/// A node under systemd, and one in a container.
pub(super) fn check() -> Result<()> {
    if shell::ask(as_root().args(["unshare", "--mount", "true"])).is_none() {
        return shell::skip("a node as deploy/ starts it", "only root can try that, on Linux");
    }
    shell::run(shell::cargo().args(["build", "--quiet", "--package", "constance-service"]))?;
    under_systemd()?;
    in_a_container()
}

fn under_systemd() -> Result<()> {
    let unit = shell::read(UNIT)?;
    let said = |key: &str| {
        let line = unit.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        line.with_context(|| format!("{UNIT} does not say {key}"))
    };
    let (user, state) = (said("User")?, format!("/var/lib/{}", said("StateDirectory")?));
    let own = format!("--reuid={user} --regid={} --init-groups", said("Group")?);
    // In the order in which systemd does it.
    let start = format!(
        "install -d -m {mode} -o {user} {state}
         mount --bind {state} {state}
         mount -o remount,ro,bind /
         set -a; . {file}; CONSTANCE_LISTEN=127.0.0.1:0 CONSTANCE_LEAVE=0 RUST_LOG=error; set +a
         umask {umask}; cd {folder}
         {AS} {own} {run}",
        mode = said("StateDirectoryMode")?,
        file = said("EnvironmentFile")?,
        umask = said("UMask")?,
        folder = said("WorkingDirectory")?,
        run = said("ExecStart")?,
    );
    let lines = lines(&unit).filter(|line| !line.starts_with("systemctl "));
    let files = [("constance.env", "deploy/constance.env"), ("constance.service", UNIT)];
    node("systemd", "", &files, &lines.collect::<Vec<_>>(), &start)
}

fn in_a_container() -> Result<()> {
    let (compose, image, database) = (shell::read(COMPOSE)?, shell::read(DOCKERFILE)?, postgres::server()?);
    let of = |key: &str| {
        let line = compose.lines().find_map(|line| line.trim().strip_prefix(key)?.strip_prefix(": "));
        line.with_context(|| format!("{COMPOSE} does not say {key}"))
    };
    let user = image.split("--uid ").nth(1).and_then(|rest| rest.split(' ').next());
    let user = user.with_context(|| format!("{DOCKERFILE} does not say who it runs as"))?;
    let made = image.lines().find_map(|line| line.strip_prefix("RUN useradd "));
    let made = made.with_context(|| format!("{DOCKERFILE} makes no user"))?;
    let brand = compose.lines().find_map(|line| line.trim().strip_prefix("- ./brand:")?.split(':').next());
    let brand = brand.with_context(|| format!("{COMPOSE} mounts no brand"))?;
    let start = format!(
        "cd /srv/files
         useradd {made}
         install -m 755 target/dist/constance /usr/local/bin/
         install -d {brand}
         mount --bind deploy/brand {brand}
         mount -o remount,ro,bind {brand}
         mount -o remount,ro,bind /
         cd /var/lib/constance
         export CONSTANCE_PROGRAM={program} CONSTANCE_KEYS={keys} CONSTANCE_NATS={nats} CONSTANCE_LOG=json
         export CONSTANCE_LISTEN=127.0.0.1:0 CONSTANCE_LEAVE=0 RUST_LOG=error CONSTANCE_DATABASE={database}
         {AS} --reuid={user} --regid={user} --clear-groups constance serve",
        program = of("CONSTANCE_PROGRAM")?,
        keys = of("CONSTANCE_KEYS")?,
        nats = of("CONSTANCE_NATS")?,
        database = database.url,
    );
    let lines =
        lines(&compose).filter(|line| !line.starts_with("cargo ") && !line.contains("docker compose"));
    node("container", "target/dist", &[], &lines.collect::<Vec<_>>(), &start)
}

/// The lines that a file says are to be typed: those of its first comment that stand in from the others.
fn lines(file: &str) -> impl Iterator<Item = &str> {
    file.lines().take_while(|line| line.starts_with('#')).filter_map(|line| line.strip_prefix("#   "))
}

/// Runs the lines, starts the node, and asks it whether it is ready.
fn node(name: &str, dist: &str, files: &[(&str, &str)], lines: &[&str], start: &str) -> Result<()> {
    let place = shell::target().join("deploy").join(name);
    let (mount, here) = (place.join("mount"), place.join("files"));
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(&mount)?;
    fs::create_dir_all(here.join(dist))?;
    let built = shell::development_builds()?.join("constance");
    fs::copy(&built, here.join(dist).join("constance")).context("the service was not built")?;
    for (name, from) in files.iter().chain(&[("program.toml", PROGRAM)]) {
        fs::copy(shell::root().join(from), here.join(name))?;
    }
    let [typed, begun] = [("lines", lines.join("\n")), ("start", start.to_owned())].map(|(name, text)| {
        let path = place.join(name);
        fs::write(&path, text + "\n").map(|()| path)
    });
    let mut run = as_root();
    run.args(["unshare", "--mount", "sh", "xtask/src/deploy/node.sh"]);
    run.args([&mount, &here]).args([typed?, begun?]);
    let mut running = run.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut said = String::new();
    BufReader::new(running.stdout.take().context("it says nothing")?).read_line(&mut said)?;
    let ready = said.trim().strip_prefix("listening on http://").map(ready);
    drop(running.stdin.take());
    let ended = running.wait()?;
    match ready {
        Some(Ok(())) if ended.success() => {
            eprintln!("  a node in {name}: installed, started, ready, stopped");
            Ok(())
        }
        Some(Err(error)) => Err(error.context(format!("the node in {name} does not answer"))),
        _ => bail!("the node in {name}, as deploy/ starts it, ended with {ended}"),
    }
}

fn ready(address: &str) -> Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(b"GET /readyz HTTP/1.1\r\nhost: node\r\nconnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    match answer.starts_with("HTTP/1.1 200 ") {
        true => Ok(()),
        false => bail!("{}", answer.lines().next().unwrap_or("nothing")),
    }
}

fn as_root() -> Command {
    let (program, first) = if shell::is_root() { ("env", None) } else { ("sudo", Some("-n")) };
    let mut command = shell::program(program);
    command.args(first);
    command
}
