//! Uploads that a call needs.
//!
//! In: files that stand for ids. Out: their ids. What always holds: nothing is uploaded for a call that is wrong.

use std::path::PathBuf;

use serde_json::Value;

use super::session::Run;
use super::steps::{checked, how, unreadable, value_of};
use crate::cli::ask::{Asked, Upload, pair, uploader, without_saying};
use crate::cli::request::{Made, Values, text_of};
use crate::cli::send::Sender;
use crate::cli::stop::Stop;
use crate::mock::model::Operation;

/// An upload, ready to be sent.
pub struct Ready {
    /// The index of the operation.
    pub index: usize,
    /// The file.
    pub file: PathBuf,
    /// What is given for it.
    pub values: Values,
    /// The request.
    pub made: Made,
}

/// The requests of the uploads.
///
/// # Errors
///
/// If one lacks something, or there is no such file.
pub fn requests(
    run: &Run<'_, '_, '_>,
    operation: &Operation,
    asked: &Asked,
) -> Result<Vec<Ready>, Stop> {
    let uploads = asked.uploads.iter();
    uploads
        .map(|upload| request(run, operation, upload))
        .collect()
}

fn request(run: &Run<'_, '_, '_>, operation: &Operation, upload: &Upload) -> Result<Ready, Stop> {
    let model = &run.program.model;
    let found = uploader(model, upload.of_type);
    let found = found.ok_or_else(|| Stop::usage("nothing uploads such a file"))?;
    let shown = upload.file.display();
    if !upload.file.is_file() {
        return Err(Stop::usage(format!("@{shown}: there is no such file")));
    }
    let mut inputs = vec![None; found.operation.inputs.len()];
    if let Some(place) = inputs.get_mut(found.input) {
        *place = Some(Value::String(shown.to_string()));
    }
    let mut pairs: Vec<(String, String)> = Vec::new();
    for text in &run.common.upload_with {
        pairs.push(pair(text, "--upload-with")?);
    }
    for (name, value) in without_saying(model, found, operation, upload.input) {
        if !pairs.iter().any(|(known, _)| *known == name) {
            pairs.push((name, value));
        }
    }
    let asked = Asked {
        values: Values { inputs, pairs },
        ..Asked::default()
    };
    let groups = run.program.words.groups.iter();
    let mut all = groups.flat_map(|group| &group.operations);
    let words = all.find(|words| words.index == found.index);
    let words = words.cloned().unwrap_or_default();
    let made = checked(run, found.operation, &words, &asked).map_err(|stop| {
        let message = format!(
            "@{shown}: {stop}\n(what the upload needs is given by --upload-with NAME=VALUE)"
        );
        Stop::new(stop.class, message)
    })?;
    Ok(Ready {
        index: found.index,
        file: upload.file.clone(),
        values: asked.values,
        made,
    })
}

/// Sends the uploads, and puts the ids where the files stood.
///
/// # Errors
///
/// If one fails.
pub fn send(
    run: &Run<'_, '_, '_>,
    sender: &dyn Sender,
    ready: &[Ready],
    asked: &mut Asked,
) -> Result<(), Stop> {
    let places = std::mem::take(&mut asked.uploads);
    for (upload, ready) in places.into_iter().zip(ready) {
        let Some(operation) = run.program.model.operations.get(ready.index) else {
            continue;
        };
        let mut how = how(run, operation);
        // The key is that of the call.
        how.idempotency_key = None;
        let answer = sender.send(&ready.made, &how)?;
        let value = value_of(&answer).ok_or_else(unreadable)?;
        let id = value
            .get(&run.program.model.names.id)
            .ok_or_else(unreadable)?;
        asked.put_at(upload.input, &upload.path, Value::String(text_of(id)));
    }
    Ok(())
}
