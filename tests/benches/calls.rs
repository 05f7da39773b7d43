//! What calls cost, on all transports, beside the same by hand: `cargo bench -p acceptance --bench calls`, with the name
//! of a transport (`hyper`, `ureq` or `reqwest`) behind `--` for that one alone.
//!
//! The server is another process. The contestants take turns, in short rounds, so that whatever else the machine does hits
//! all of them; what is printed is the median of the rounds, with its quartiles. The CPU time is the calling process's
//! alone, and steadier than any time on the clock. `README.md` says how to read it.

mod calling;
#[path = "workloads/exchange.rs"]
mod exchange;

use std::process::ExitCode;

use calling::contestants::{Asked, check, entries};
use calling::cpu::OneCpu;
use calling::server::{self, SERVE, Server};
use calling::{Contestant, Failure, Load, Round, report};
use stripe_disputes::{RetrieveDispute, UpdateDispute};

/// Four and one more, so that there are quartiles.
const ROUNDS: usize = 61;
/// What each contestant calls in a round: for some milliseconds, so that few rounds are interrupted.
const LOADS: [Load; 2] = [
    Load {
        in_flight: 1,
        calls: 250,
    },
    Load {
        in_flight: 64,
        calls: 1_280,
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
    let names = arguments
        .iter()
        .filter(|argument| !argument.starts_with('-'));
    let names: Vec<&str> = names.map(String::as_str).collect();
    race_with::<RetrieveDispute>("retrieve", &names)?;
    race_with::<UpdateDispute>("update", &names)
}

fn race_with<O: Asked>(operation: &str, names: &[&str]) -> Result<(), Failure> {
    for (transport, entry) in entries::<O>() {
        if !names.is_empty() && !names.contains(&transport) {
            continue;
        }
        check(entry)?;
        for load in LOADS {
            let _one = (load.in_flight == 1).then(OneCpu::stay);
            let server = Server::start()?;
            let contestants = entry(&server.url)?;
            let rounds = rounds(&contestants, load)?;
            let title = format!("{transport}, {operation}, {} in flight", load.in_flight);
            report::print(&title, &contestants, &rounds);
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
