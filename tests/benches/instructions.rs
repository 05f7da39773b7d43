//! Instructions that each workload takes: `cargo bench -p acceptance --bench instructions`, with a name such as `encode`
//! behind `--` to count that group alone, and with `record` to keep what is counted as what later counts are compared with.
//!
//! Unlike time, the count hardly depends on the machine and not at all on what else it does. The binary runs itself under
//! valgrind, once with N and once with 2 N iterations; the difference, divided by N, has no start-up in it. Where
//! valgrind is missing, it says so and ends.

mod recorded;
mod workloads;

use std::io;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use recorded::Recorded;
use workloads::{Workload, call, codegen, decode, encode};

/// What is counted: the name of a group, its workloads, and how often each is run for that.
type Group = (&'static str, fn() -> Vec<Workload>, u64);

const GROUPS: [Group; 4] = [
    ("encode", encode::workloads, 100),
    ("decode", decode::workloads, 100),
    ("call", call::workloads, 100),
    ("codegen", codegen::workloads, 2),
];

/// What the binary is told, by itself, to do: run a workload so many times.
const RUN: &str = "--run";

/// What the binary is told to keep the counts.
const RECORD: &str = "record";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [run, group, name, times] if run == RUN => repeat(group, name, times),
        // Cargo says `--bench`; what is left names groups.
        _ => match count(&arguments) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("error: {error}");
                ExitCode::FAILURE
            }
        },
    }
}

fn repeat(group: &str, name: &str, times: &str) -> ExitCode {
    let group = GROUPS.iter().find(|(found, ..)| *found == group);
    let workloads = group
        .map(|(_, workloads, _)| workloads())
        .unwrap_or_default();
    let workload = workloads.iter().find(|found| found.name == name);
    let (Some(workload), Ok(times)) = (workload, times.parse::<u64>()) else {
        return ExitCode::FAILURE;
    };
    for _ in 0..times {
        workload.run();
    }
    ExitCode::SUCCESS
}

fn count(arguments: &[String]) -> Result<(), String> {
    if !has_valgrind() {
        println!("skipped: valgrind is not installed");
        return Ok(());
    }
    let binary = std::env::current_exe().map_err(|error| error.to_string())?;
    let is_name = |argument: &&String| !argument.starts_with('-') && *argument != RECORD;
    let wanted: Vec<&String> = arguments.iter().filter(is_name).collect();
    let mut recorded = Recorded::read();
    for (group, workloads, times) in GROUPS {
        if wanted.is_empty() || wanted.iter().any(|name| *name == group) {
            print_group(&binary, group, &workloads(), times, &mut recorded)?;
        }
    }
    match arguments.iter().any(|argument| argument == RECORD) {
        true => recorded.write().map_err(|error| error.to_string()),
        false => Ok(()),
    }
}

/// A line for each workload, with its count in that of ours (of the whole, for what has no peers), and beside what was recorded.
fn print_group(
    binary: &Path,
    group: &str,
    workloads: &[Workload],
    times: u64,
    recorded: &mut Recorded,
) -> Result<(), String> {
    println!("{group:<32} {:>14} {:>8}", "instructions", "of ours");
    let mut ours = 0;
    for Workload { name, .. } in workloads {
        let once = instructions(binary, group, name, times)?;
        let twice = instructions(binary, group, name, 2 * times)?;
        let each = twice.saturating_sub(once) / times;
        if name.ends_with("ours") || name == "whole" {
            ours = each;
        }
        let compared = recorded.compare(group, name, each);
        let share = each * 100 / ours.max(1);
        println!("  {name:<30} {each:>14} {share:>7}%  {compared}");
        recorded.set(group, name, each);
    }
    Ok(())
}

fn has_valgrind() -> bool {
    let mut command = Command::new("valgrind");
    command
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// What callgrind counts while the workload runs so many times.
fn instructions(binary: &Path, group: &str, name: &str, times: u64) -> Result<u64, String> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(binary)
        .args([RUN, group, name, &times.to_string()])
        .output()
        .map_err(|error: io::Error| error.to_string())?;
    let report = String::from_utf8_lossy(&output.stderr);
    let total = report
        .lines()
        .find_map(|line| line.split_once("Collected : "));
    total
        .and_then(|(_, count)| count.trim().parse().ok())
        .filter(|_| output.status.success())
        .ok_or_else(|| format!("valgrind failed for {group}, {name}:\n{report}"))
}
