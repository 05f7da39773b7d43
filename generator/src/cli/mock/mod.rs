//! `mock` and `trigger`.
//!
//! In: a document with its overlays, and what to begin with. Out: a server until the program is stopped; its address in one line. What always holds: nothing but what is named is written; lines about requests go to the standard error.

mod files;
mod trigger;

pub use trigger::trigger;

use std::io::{Read as _, Write as _};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use form_mock::engine::{Engine, Settings};
use form_mock::events::Target;
use form_mock::faults::Script;
use form_mock::model::Model;
use form_mock::serve::{Around, Record, Say, Server};
use form_mock::store::Action;

use super::arguments::MockArgs;
use super::project::lowered;
use super::session::Session;

/// How many threads answer.
const THREADS: usize = 2;

/// Serves a document until the program is stopped.
///
/// # Errors
///
/// If the document or a file can't be read, or the port can't be had.
pub fn run(session: &Session, options: &MockArgs) -> Result<bool, String> {
    let began = Instant::now();
    if !(0.0..=1.0).contains(&options.fault_rate) {
        return Err("error: `--fault-rate` takes a number from 0 to 1".to_owned());
    }
    let document = options.document.as_deref();
    let krate = options.krate.as_deref();
    let model = lowered(session, document, &options.overlay, krate)?.model;
    let around = around(options, &model)?;
    let settings = Settings {
        secret: options.secret.clone(),
        seed: options.random,
        now: None,
        is_empty: options.empty || options.seed.is_some(),
    };
    let engine = Arc::new(Engine::new(model, settings));
    if let Some(path) = &options.seed {
        let value = files::value(path)?;
        let seeded = engine.seed(&value);
        seeded.map_err(|fault| format!("error: {}: {fault}", path.display()))?;
    }
    let address = SocketAddr::new(options.address, options.port);
    let server = Server::start(address, engine, around, THREADS)
        .map_err(|error| format!("error: can't listen at {address}: {error}"))?;
    say!("listening on {}", server.url());
    let _ = std::io::stdout().flush();
    if !options.quiet {
        eprintln!("{}", summary(&server, began));
    }
    wait(options);
    match &options.dump {
        Some(path) => files::dump(path, &server.engine().dump()).map(|()| true),
        None => Ok(true),
    }
}

/// Waits for the end of the standard input, if that is to stop it; else until the program is ended.
fn wait(options: &MockArgs) {
    if !options.stop_with_stdin && options.dump.is_none() {
        loop {
            std::thread::park();
        }
    }
    let mut buffer = [0; 64];
    let mut stdin = std::io::stdin().lock();
    while stdin.read(&mut buffer).is_ok_and(|count| count > 0) {}
}

fn around(options: &MockArgs, model: &Model) -> Result<Around, String> {
    let script = match &options.faults {
        Some(path) => {
            let value = files::value(path)?;
            let steps = value.get("faults").unwrap_or(&value);
            Script::read(steps).map_err(|fault| format!("error: {}: {fault}", path.display()))?
        }
        None => Script::default(),
    };
    let target = options.forward_to.as_deref();
    let target = target.map(|address| Target::of(model, address, options.webhook_secret.clone()));
    let target = target
        .transpose()
        .map_err(|fault| format!("error: --forward-to: {fault}"))?;
    let say: Option<Say> = match options.quiet {
        true => None,
        false => Some(Box::new(|line| eprintln!("{line}"))),
    };
    let record = options.record.as_deref().map(files::recorder).transpose()?;
    Ok(Around {
        fault_rate: options.fault_rate,
        fault_seed: options.random,
        script,
        target,
        keeps_exchanges: false,
        say,
        record: record.map(|record| record as Record),
    })
}

/// What is served, in a line or two.
fn summary(server: &Server, began: Instant) -> String {
    let roles = server.engine().roles();
    let model = server.engine().model();
    let kept = roles.resources.iter().map(|one| one.name.as_str());
    let examples = roles.acts.iter();
    let examples = examples.filter(|act| act.action == Action::Example).count();
    format!(
        "{} {}: {} operations, {} of them answer with examples; objects kept: {}\nstarted in {} ms",
        model.title,
        model.version,
        model.operations.len(),
        examples,
        kept.collect::<Vec<_>>().join(", "),
        began.elapsed().as_millis()
    )
}
