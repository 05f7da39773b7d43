//! Which crates `generate` makes, from what.
//!
//! In: the options, and the configuration. Out: [`Project`]s. What always holds: what is given counts more than the configuration;
//! a path that is given is relative to the current folder.

use std::path::Path;

use crate::cli::arguments::GenerateArgs;
use crate::cli::config::{CrateConfig, NamedCrate};
use crate::cli::project::{Configured, Project, chosen, find};
use crate::cli::session::Session;
use crate::emit::CrateVersion;

/// The crates that are asked for.
pub fn projects(session: &Session, options: &GenerateArgs) -> Result<Vec<Project>, String> {
    if let Some(document) = options.lone() {
        return lone(session, options, document).map(|one| vec![one]);
    }
    let projects = match find(session)? {
        Configured::Projects(projects) => chosen(projects, &options.crates)?,
        Configured::Nothing(why) => return Err(format!("error: {why}")),
    };
    let is_for_one = options.out.is_some() || options.package.is_some() || options.guide.is_some();
    if is_for_one && projects.len() > 1 {
        let names: Vec<&str> = projects
            .iter()
            .map(|one| one.of.named.name.as_str())
            .collect();
        return Err(format!(
            "error: `--out`, `--package` and `--guide` are for one crate, and the configuration describes several\n  \
             = help: say which with `--crate`: {}",
            names.join(", ")
        ));
    }
    let command = session.command();
    let projects = projects
        .into_iter()
        .map(|project| over(project, options, &command));
    projects.collect()
}

/// A document that was named: nothing of a configuration counts.
fn lone(session: &Session, options: &GenerateArgs, document: &Path) -> Result<Project, String> {
    // The arguments are refused without them.
    let out = options.out.as_deref().unwrap_or(Path::new("."));
    let name = options.package.clone().unwrap_or_default();
    let overlays = options.overlay.iter().map(|path| text(path));
    Ok(Project {
        root: std::path::PathBuf::new(),
        config: None,
        of: CrateConfig {
            named: NamedCrate {
                name,
                version: options.package_version.unwrap_or(CrateVersion::FIRST),
            },
            document: text(document)?,
            overlays: overlays.collect::<Result<_, _>>()?,
            guide: options.guide.as_deref().map(text).transpose()?,
            out: text(out)?,
            keep_going: options.keep_going,
            selection: options.select.over(&crate::selection::Selection::default()),
            ..CrateConfig::default()
        },
        command: session.command(),
    })
}

/// A crate of the configuration with what was given besides.
fn over(mut project: Project, options: &GenerateArgs, command: &str) -> Result<Project, String> {
    let of = &mut project.of;
    let here = |path: &Path| -> Result<String, String> {
        let path = std::path::absolute(path);
        text(&path.map_err(|error| format!("error: {error}"))?)
    };
    if !options.overlay.is_empty() {
        let overlays = options.overlay.iter().map(|path| here(path));
        of.overlays = overlays.collect::<Result<_, _>>()?;
    }
    if let Some(guide) = &options.guide {
        of.guide = Some(here(guide)?);
    }
    if let Some(out) = &options.out {
        of.out = here(out)?;
        // It says what the configured crate was made from.
        of.lock = None;
    }
    if let Some(name) = &options.package {
        of.named.name.clone_from(name);
    }
    of.named.version = options.package_version.unwrap_or(of.named.version);
    of.keep_going |= options.keep_going;
    of.selection = options.select.over(&of.selection);
    command.clone_into(&mut project.command);
    Ok(project)
}

fn text(path: &Path) -> Result<String, String> {
    let text = path.to_str().map(str::to_owned);
    text.ok_or_else(|| format!("error: {} is not UTF-8", path.display()))
}
