//! A terminal of 100 columns, and a program at it.
//!
//! In: a command, and what is typed. Out: all that the terminal was sent. What always holds: whoever waits for something gives up in the end.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::os::fd::OwnedFd;
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

/// How long a program may be silent.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program at a terminal.
pub struct AtTerminal {
    keyboard: File,
    screen: Receiver<Vec<u8>>,
    seen: String,
    child: Child,
}

impl AtTerminal {
    /// Starts it: all three streams are the terminal's, or the output is `out`.
    pub fn start(mut command: Command, out: Option<File>) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let path = ptsname(&master, Vec::new()).unwrap();
        let terminal: OwnedFd = open(&path, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
        let size = Winsize {
            ws_row: 40,
            ws_col: 100,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        tcsetwinsize(&terminal, size).unwrap();
        let again = || terminal.try_clone().unwrap();
        match out {
            Some(out) => command.stdout(out),
            None => command.stdout(again()),
        };
        let child = command.stdin(again()).stderr(again()).spawn().unwrap();
        // The command holds the terminal open, too, and nobody else may once the program is gone.
        drop((command, terminal));
        let keyboard = File::from(master);
        let mut screen = keyboard.try_clone().unwrap();
        let (send, receive) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            // Linux has an error where nobody holds the terminal any more, others have an end.
            while let Ok(count @ 1..) = screen.read(&mut buffer) {
                if send.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            keyboard,
            screen: receive,
            seen: String::new(),
            child,
        }
    }

    /// Waits until the terminal was sent a text.
    pub fn wait_for(&mut self, text: &str) {
        let start = Instant::now();
        while !self.seen.contains(text) {
            let left = PATIENCE.saturating_sub(start.elapsed());
            match self.screen.recv_timeout(left) {
                Ok(bytes) => self.seen.push_str(&String::from_utf8_lossy(&bytes)),
                Err(error) => {
                    let _ = self.child.kill();
                    panic!("{error}: {text:?} is not in {:?}", self.seen);
                }
            }
        }
    }

    /// Types a line.
    pub fn enter(&mut self, line: &str) {
        writeln!(self.keyboard, "{line}").unwrap();
    }

    /// Waits for the end: the exit code, and all that the terminal was sent.
    pub fn end(mut self) -> (i32, String) {
        while let Ok(bytes) = self.screen.recv_timeout(PATIENCE) {
            self.seen.push_str(&String::from_utf8_lossy(&bytes));
        }
        let status = self.child.wait().unwrap();
        (status.code().unwrap(), self.seen)
    }
}
