//! A test as a program of its own, with another environment.

use std::ffi::OsStr;
use std::process::Command;

/// What an ignored test prints in that environment, which has no other settings for proxies: its lines behind `=> `.
pub fn child(test: &str, environment: &[(&str, &str)]) -> Vec<String> {
    let environment: Vec<_> = environment
        .iter()
        .map(|&(name, value)| (name, OsStr::new(value)))
        .collect();
    child_of(test, &environment)
}

/// The same in an environment that need not be text.
pub fn child_of(test: &str, environment: &[(&str, &OsStr)]) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--ignored", "--exact", "--nocapture", test]);
    for name in [
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "NO_PROXY",
        "REQUEST_METHOD",
    ] {
        child.env_remove(name).env_remove(name.to_lowercase());
    }
    let output = child.envs(environment.iter().copied()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    let lines = text.lines().filter_map(|line| line.split_once("=> "));
    lines.map(|(_, line)| line.to_owned()).collect()
}
