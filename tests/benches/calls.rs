//! What calls cost, on all transports, beside the same by hand: `cargo bench -p acceptance --bench calls`, with the name
//! of a transport (`hyper`, `ureq` or `reqwest`) behind `--` for that one alone.
//!
//! The server is another process. The contestants take turns, round by round, so that whatever else the machine does hits
//! all of them; what is printed is the median of the rounds. The CPU time is the calling process's alone, and steadier than
//! any time on the clock.

mod calling;
#[path = "workloads/exchange.rs"]
mod exchange;

use std::process::ExitCode;

use calling::contestants::{ALONE, Asked, BY_HAND, OURS, check, entries};
use calling::server::{self, SERVE, Server};
use calling::{Contestant, Failure, Load, Round};
use stripe_disputes::{RetrieveDispute, UpdateDispute};

/// Odd, so that there is one in the middle.
const ROUNDS: usize = 15;
/// What each contestant calls in a round.
const LOADS: [Load; 2] = [
    Load {
        in_flight: 1,
        calls: 1_000,
    },
    Load {
        in_flight: 64,
        calls: 3_200,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.as_slice() {
        [serve] if serve == SERVE => server::serve(),
        // Cargo says `--bench`; what is left names transports.
        _ => race(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn race(arguments: &[String]) -> Result<(), Failure> {
    let server = Server::start()?;
    let names = arguments
        .iter()
        .filter(|argument| !argument.starts_with('-'));
    let names: Vec<&str> = names.map(String::as_str).collect();
    race_with::<RetrieveDispute>("retrieve", &names, &server)?;
    race_with::<UpdateDispute>("update", &names, &server)
}

fn race_with<O: Asked>(operation: &str, names: &[&str], server: &Server) -> Result<(), Failure> {
    for (transport, entry) in entries::<O>() {
        if !names.is_empty() && !names.contains(&transport) {
            continue;
        }
        check(entry)?;
        let contestants = entry(&server.url)?;
        for load in LOADS {
            let rounds = rounds(&contestants, load)?;
            print(
                &format!("{transport}, {operation}, {} in flight", load.in_flight),
                &contestants,
                &rounds,
            );
        }
    }
    Ok(())
}

/// The rounds of each contestant.
fn rounds(contestants: &[Contestant], load: Load) -> Result<Vec<Vec<Round>>, Failure> {
    // To make the connections, and to warm up.
    for contestant in contestants {
        contestant.run(load)?;
    }
    let mut all = vec![Vec::with_capacity(ROUNDS); contestants.len()];
    for round in 0..ROUNDS {
        for turn in 0..contestants.len() {
            // Each goes first as often as the others.
            let turn = (turn + round) % contestants.len();
            all[turn].push(contestants[turn].run(load)?);
        }
    }
    Ok(all)
}

/// A line for each contestant: figures in microseconds, and what is more than with the others.
fn print(title: &str, contestants: &[Contestant], all: &[Vec<Round>]) {
    println!(
        "{title:<30} {:>9} {:>8} {:>8} {:>8} {:>6} {:>13} {:>13}",
        "calls/s", "p50 us", "p99 us", "CPU us", "busy", "over by hand", "over alone"
    );
    let of = |name: &str| {
        let found = contestants.iter().position(|found| found.name == name);
        found
            .and_then(|found| all.get(found))
            .map_or(&[][..], Vec::as_slice)
    };
    for name in [OURS, BY_HAND, ALONE] {
        let rounds = of(name);
        let figure = |read: fn(&Round) -> f64| median(rounds.iter().map(read));
        // Round by round: what slows the machine down slows both.
        let over = |peer: &str| {
            let pairs = rounds.iter().zip(of(peer));
            median(pairs.map(|(round, peer)| (round.cpu / peer.cpu - 1.0) * 100.0))
        };
        println!(
            "  {name:<28} {:>9.0} {:>8.1} {:>8.1} {:>8.1} {:>5.0}% {:>+12.1}% {:>+12.1}%",
            1e6 / figure(|round| round.wall),
            figure(|round| round.p50),
            figure(|round| round.p99),
            figure(|round| round.cpu),
            figure(|round| round.cpu / round.wall * 100.0),
            over(BY_HAND),
            over(ALONE),
        );
    }
}

fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_unstable_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
