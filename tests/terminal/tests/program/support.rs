//! A server on this machine, and the program as a process that knows no other.

use std::path::Path;
use std::process::Command;

use stripe_disputes::testing::mock::Server;

/// The secret that the program is given: it has to appear nowhere.
pub const SECRET: &str = "sk_test_4eC39HqLyjWDarjtT1zdp7dc";

/// A dispute that the server has from the start.
pub const DISPUTE: &str = "dp_1MtJUT2eZvKYlo2CNaw2HvEv";

/// A program with nothing around it but the server and the secret; `folder` is where it looks for its configuration.
pub fn program(path: &str, server: &Server, folder: &Path) -> Command {
    let mut command = Command::new(path);
    command
        .env_clear()
        .env("STRIPE_SECRET_KEY", SECRET)
        .env("STRIPE_API_BASE", server.url())
        .env("XDG_CONFIG_HOME", folder)
        .env("TERM", "xterm");
    command
}

/// The words of a line, apart at blanks; `'` holds together.
pub fn words(line: &str) -> Vec<String> {
    let parts = line.split('\'').enumerate();
    let words = parts.flat_map(|(at, part)| -> Vec<String> {
        match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        }
    });
    words.collect()
}
