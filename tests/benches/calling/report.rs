//! What the rounds of some contestants come to.
//!
//! In: for each contestant, its rounds, in the order in which they took turns. Out: for each figure a line, with a column
//! for each contestant. What always holds: a figure is a median of the rounds, with the quartiles around it; comparisons are
//! made round by round, so that what slows the machine down slows both sides.

use super::contestants::BY_HAND;
use super::{Contestant, Round};

/// A figure of a round.
type Figure = fn(&Round) -> f64;

/// Figures, and how many digits they are shown with.
const FIGURES: [(&str, Figure, usize); 4] = [
    ("calls/s", calls_per_second, 0),
    ("p50 us", |round| round.p50, 1),
    ("p99 us", |round| round.p99, 1),
    ("CPU us", |round| round.cpu, 1),
];

/// How much more than by hand.
const COMPARED: [(&str, Figure); 2] = [
    ("more calls/s", calls_per_second),
    ("more CPU", |round| round.cpu),
];

fn calls_per_second(round: &Round) -> f64 {
    1e6 / round.wall
}

/// Prints the lines.
pub fn print(title: &str, contestants: &[Contestant], all: &[Vec<Round>]) {
    let rounds = all.first().map_or(0, Vec::len);
    let line = |name: &str, columns: Vec<String>| {
        let columns: String = columns.iter().map(|text| format!("{text:>25}")).collect();
        println!("  {name:<20}{columns}");
    };
    println!("{title}, {rounds} rounds: median (quartiles)");
    let names = contestants.iter().map(|found| found.name.to_owned());
    line("", names.collect());
    for (name, figure, digits) in FIGURES {
        let column = |rounds: &Vec<Round>| Spread::of(rounds.iter().map(figure)).show(digits, "");
        line(name, all.iter().map(column).collect());
    }
    let by_hand = contestants.iter().position(|found| found.name == BY_HAND);
    let Some(by_hand) = by_hand.and_then(|found| all.get(found)) else {
        return;
    };
    for (name, figure) in COMPARED {
        let column = |rounds: &Vec<Round>| {
            let pairs = rounds.iter().zip(by_hand);
            let more = pairs.map(|(round, peer)| (figure(round) / figure(peer) - 1.0) * 100.0);
            Spread::of(more).show(1, "%")
        };
        line(name, all.iter().map(column).collect());
    }
}

/// The middle of some figures, and how far they are apart.
struct Spread {
    lower: f64,
    median: f64,
    upper: f64,
}

impl Spread {
    fn of(figures: impl Iterator<Item = f64>) -> Self {
        let mut figures: Vec<f64> = figures.collect();
        figures.sort_unstable_by(f64::total_cmp);
        let at = |quarter: usize| {
            let last = figures.len().saturating_sub(1);
            figures.get(last * quarter / 4).copied().unwrap_or(f64::NAN)
        };
        Self {
            lower: at(1),
            median: at(2),
            upper: at(3),
        }
    }

    fn show(&self, digits: usize, unit: &str) -> String {
        let Self {
            lower,
            median,
            upper,
        } = self;
        let digits = if *upper < 1e3 { digits } else { 0 };
        format!("{median:.digits$}{unit} ({lower:.digits$}..{upper:.digits$})")
    }
}
