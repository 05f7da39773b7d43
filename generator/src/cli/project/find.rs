//! Which crates a command is about.
//!
//! In: what is typed, and the configurations around the current folder. Out: [`Project`]s, or what there is instead. What always holds: a
//! configuration is that of the nearest folder; a name that no crate has is an error with the nearest that one has.

use std::path::{Path, PathBuf};

use super::{ConfigFile, Project};
use crate::cli::config::{CONFIG, Config};
use crate::cli::input::InputFile;
use crate::cli::session::{ProgramNames, Session};
use crate::diagnostic::did_you_mean;

/// What a folder has.
#[derive(Debug)]
pub enum Configured {
    /// The crates of a configuration.
    Projects(Vec<Project>),
    /// There is no configuration: what to say.
    Nothing(String),
}

/// The crates that the configuration describes.
///
/// # Errors
///
/// If the configuration can't be read, or something is wrong with it.
pub fn find(session: &Session) -> Result<Configured, String> {
    let Some(path) = session.config.clone().or_else(nearest) else {
        // Other programs with these commands have none that writes a configuration.
        let program = ProgramNames::OWN.program;
        return Ok(Configured::Nothing(format!(
            "there is no {CONFIG} in this folder or above it\n  = help: `{program} init DOCUMENT` writes one; or name a document"
        )));
    };
    let root = path.parent().unwrap_or(Path::new(""));
    let root = match root.as_os_str().is_empty() {
        true => PathBuf::from("."),
        false => root.to_path_buf(),
    };
    let root = root.canonicalize().unwrap_or(root);
    let name = path.file_name().map_or_else(
        || CONFIG.to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    let file = InputFile::read(&path, None)?;
    let file = InputFile { name, ..file };
    let config = Config::read(&file).map_err(|report| session.color.show(&report))?;
    let projects = config.crates.iter().map(|of| Project {
        root: root.clone(),
        config: Some(ConfigFile {
            file: file.clone(),
            config: config.clone(),
        }),
        of: of.clone(),
        command: session.names.generate.to_owned(),
    });
    Ok(Configured::Projects(projects.collect()))
}

/// The crate that a command is about: the one that was named, or the only one.
///
/// # Errors
///
/// If there is none, or several and none is named.
pub fn one(session: &Session, name: Option<&str>) -> Result<Project, String> {
    let projects = match find(session)? {
        Configured::Projects(projects) => projects,
        Configured::Nothing(why) => return Err(format!("error: {why}")),
    };
    let mut chosen = match name {
        Some(name) => chosen(projects, &[name.to_owned()])?,
        None => projects,
    };
    match chosen.len() {
        1 => Ok(chosen.swap_remove(0)),
        _ => {
            let names: Vec<&str> = chosen
                .iter()
                .map(|one| one.of.named.name.as_str())
                .collect();
            Err(format!(
                "error: the configuration describes several crates\n  = help: say which with `--crate`: {}",
                names.join(", ")
            ))
        }
    }
}

/// The crates of these names; all if there are no names.
pub fn chosen(projects: Vec<Project>, names: &[String]) -> Result<Vec<Project>, String> {
    let known: Vec<String> = projects
        .iter()
        .map(|one| one.of.named.name.clone())
        .collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(name)) {
        let meant = did_you_mean(unknown, known.iter().map(String::as_str));
        return Err(format!(
            "error: no crate is called `{unknown}`\n  = help: {meant}the configuration describes {}",
            known.join(", ")
        ));
    }
    let mut projects = projects;
    projects.retain(|one| names.is_empty() || names.contains(&one.of.named.name));
    Ok(projects)
}

/// The configuration of the current folder, or of the nearest one above it.
fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors()
        .map(|folder| folder.join(CONFIG))
        .find(|path| path.is_file())
}
