//! The secret from the system's keyring, by the program that the system has for it.
//!
//! In: the words of a command, such as `secret-tool lookup service stripe`. Out: the line that it prints. What always holds: no shell sees the command, and nobody
//! what it prints.

use std::process::{Command, Stdio};

use crate::cli::stop::{Class, Stop, harmless};
use crate::runtime::Secret;

/// Asks for the secret.
///
/// # Errors
///
/// If there is no such program, it fails, or it prints none. What it prints is not in the message.
pub fn secret(words: &[String]) -> Result<Secret, Stop> {
    let wrong = |message: String| Stop::new(Class::Settings, message);
    let Some((program, arguments)) = words.split_first() else {
        return Err(wrong("secret_command: a program is expected".to_owned()));
    };
    let shown = harmless(program);
    // It may ask for a password: the terminal is its, but for the output.
    let output = Command::new(program)
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .stdin(Stdio::inherit())
        .output()
        .map_err(|error| wrong(format!("secret_command: {shown}: {error}")))?;
    if !output.status.success() {
        let status = output.status;
        return Err(wrong(format!("secret_command: {shown} failed ({status})")));
    }
    let text = String::from_utf8(output.stdout);
    let text = text.map_err(|_| wrong(format!("secret_command: {shown} printed no text")))?;
    match text.trim() {
        "" => Err(wrong(format!("secret_command: {shown} printed nothing"))),
        secret if secret.contains(char::is_control) => Err(wrong(format!(
            "secret_command: {shown} printed more than a line"
        ))),
        secret => Ok(Secret::from(secret.to_owned())),
    }
}
