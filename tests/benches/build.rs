//! What it costs to compile a program with the four calls: `cargo bench -p acceptance --bench build`.
//!
//! In: the program beside this file, and the generated crate. Out: for each choice of features, the CPU seconds of a cold
//! release build, all crates included, and the size of the stripped program. What always holds: each build starts from
//! nothing, in a folder of its own below the target folder; nothing is fetched.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is built: a name, and the features.
const PROGRAMS: [(&str, &str); 3] = [
    ("hyper (default)", "hyper"),
    ("blocking", "blocking"),
    ("no client", ""),
];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("program");
    write(root, &folder);
    println!(
        "{:<18}{:>14}{:>16}",
        "program", "CPU seconds", "stripped bytes"
    );
    for (name, features) in PROGRAMS {
        let _ = fs::remove_dir_all(folder.join("target"));
        let before = cpu_seconds_of_children();
        build(&folder, features);
        let seconds = match (before, cpu_seconds_of_children()) {
            (Some(before), Some(after)) => format!("{:.1}", after - before),
            _ => "not known here".to_owned(),
        };
        let program = folder.join("target/release/program");
        let size = fs::metadata(program).unwrap().len();
        println!("{name:<18}{seconds:>14}{size:>16}");
    }
    let _ = fs::remove_dir_all(folder.join("target"));
}

/// The program as a workspace of its own, with the versions that this repository has.
fn write(root: &Path, folder: &Path) {
    let source = root.join("benches/program");
    fs::create_dir_all(folder.join("src")).unwrap();
    let generated: PathBuf = root.join("../generated").canonicalize().unwrap();
    let manifest = fs::read_to_string(source.join("Cargo.toml.in")).unwrap();
    let manifest = manifest.replace("{generated}", &generated.display().to_string());
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("../Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    fs::copy(source.join("src/main.rs"), folder.join("src/main.rs")).unwrap();
}

fn build(folder: &Path, features: &str) {
    let status = Command::new(env!("CARGO"))
        .args([
            "build",
            "--release",
            "--quiet",
            "--offline",
            "--features",
            features,
        ])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env_remove("RUSTFLAGS")
        .status();
    assert!(status.unwrap().success(), "the program does not compile");
}

/// User and system time of all processes that ended below this one, as Linux tells it in ticks of 10 milliseconds
/// (`proc_pid_stat`, fields 16 and 17).
fn cpu_seconds_of_children() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let behind_name = stat.rsplit(')').next()?;
    let ticks = behind_name.split_whitespace().skip(13).take(2);
    let ticks: Vec<f64> = ticks.filter_map(|ticks| ticks.parse().ok()).collect();
    Some(ticks.iter().sum::<f64>() / 100.0)
}
