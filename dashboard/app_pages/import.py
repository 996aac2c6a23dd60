"""What do these files hold, and will they load? Drop, look, save to the workspace, rebuild."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import audience as audiences
from dashboard import building, frame, states, words
from dashboard.importing import import_cards, import_words, importing, mapping, mapping_form, saving
from dashboard.importing.import_cards import Upload
from dashboard.languages import N_, _, ngettext
from dashboard.queries import READER, Reader
from dashboard.workspace import workspace_folder

CHECKED, FOLDER, NEW_FOLDER, REBUILT = "import_checked", "import_folder", "import_new_folder", "import_rebuilt"
TOP, ANOTHER = "", "\n"  # no folder has these names
CHOICES: dict[saving.Choice, str] = {"keep both": N_("Keep both"), "replace": N_("Replace the one in the workspace")}
WORTH_SAVING = ("loaded", "part loaded")


def page() -> None:
    """Lay out the page."""
    frame.heading(
        _("What do your files hold?"),
        _(
            "Drop the files your cluster holds: you see at once what each one is, what will load and what will not. "
            "Nothing is changed before you save."
        ),
    )
    workspace = workspace_folder()
    if not audiences.sees_names(_viewer()):
        st.info(_("Importing files is for the coordination team only."))
    elif not workspace.is_dir():
        st.error(
            _("The folder {workspace} does not exist. Check its name and start the dashboard again.").format(
                workspace=words.plain(workspace)
            )
        )
    else:
        _import(workspace)


def _viewer() -> str:
    """Who is looking; before the first build there is no view to narrow."""
    reader = st.session_state.get(READER)
    return reader.audience if isinstance(reader, Reader) else audiences.granted()


def _import(workspace: Path) -> None:
    uploads = _dropped(_folder())
    if said := st.session_state.pop(mapping_form.SAID, ""):
        st.success(said, icon=":material/check_circle:")
    if uploads and (reports := _checked(uploads, workspace)):
        _save(_look(uploads, reports, workspace), workspace)
    _rebuild(workspace)


def _folder() -> str:
    """The folder chosen further down the page: its name can tell which cluster a file is about."""
    chosen = st.session_state.get(FOLDER, TOP)
    try:
        return saving.safe_folder(st.session_state.get(NEW_FOLDER, "") if chosen == ANOTHER else chosen)
    except saving.NotAllowed:
        return ""


def _dropped(folder: str) -> list[Upload]:
    """Take in files; two of one name get different ones."""
    limit = st.get_option("server.maxUploadSize")
    found = st.file_uploader(
        _("Drop files of any kind here, up to {limit} MB each").format(limit=limit),
        accept_multiple_files=True,
        key="import_files",
    )
    uploads: list[Upload] = []
    for file in found:
        try:
            name = _unlike([Path(upload.path).name for upload in uploads], saving.safe_name(file.name))
        except saving.NotAllowed as problem:
            st.warning(
                _("**{name}** is left out: {problem}").format(name=words.plain(file.name), problem=problem),
                icon=":material/block:",
            )
            continue
        uploads.append(Upload(file.file_id, f"{folder}/{name}" if folder else name, file.getvalue()))
    return uploads


def _unlike(taken: list[str], name: str) -> str:
    number, tried, path = 2, name, Path(name)
    while tried.casefold() in {other.casefold() for other in taken}:
        tried, number = f"{path.stem} ({number}){path.suffix}", number + 1
    return tried


def _checked(uploads: list[Upload], workspace: Path) -> dict[str, importing.Report]:
    """The report on each file; asked for again only when the files, the folder or the settings are others."""
    asked = (tuple((upload.id, upload.path) for upload in uploads), importing.workspace_state(workspace))
    before, reports = st.session_state.get(CHECKED, (None, {}))
    if before != asked:
        try:
            with st.spinner(_("Reading your files…")):
                reports = importing.check({upload.path: upload.content for upload in uploads}, workspace)
        except importing.CheckFailed as problem:
            st.error(words.plain(problem), icon=":material/error:")
            return {}
        st.session_state[CHECKED] = (asked, reports)
    return dict(reports)


def _look(uploads: list[Upload], reports: dict[str, importing.Report], workspace: Path) -> list[Upload]:
    """Show every file; return those to save."""
    frame.section(_("What each file is"))
    st.markdown(f"**{import_words.summary([reports[upload.path] for upload in uploads])}**")
    chosen = []
    for upload in uploads:
        report = reports[upload.path]
        import_cards.card(upload, report, partial(_actions, upload, report, workspace))
        if st.session_state[_keep_key(upload, report)]:
            chosen.append(upload)
    return chosen


def _keep_key(upload: Upload, report: importing.Report) -> str:
    return f"keep_{upload.id}_{report['status']}"  # a file that has just been explained is worth saving again


def _actions(upload: Upload, report: importing.Report, workspace: Path) -> None:
    """Offer what can be done with a file: save it, and explain it where nobody else has."""
    st.checkbox(_("Save this file"), report["status"] in WORTH_SAVING, key=_keep_key(upload, report))
    taught = (report["recognised_as"] or "").startswith(mapping.PREFIX)
    if report["status"] != "not recognised" and not taught:
        return
    label = _("Change what its columns mean") if taught else _("Tell us what this file is")
    if st.toggle(label, key=f"explain_{upload.id}_{taught}"):
        try:
            mapping_form.form(upload, report, workspace)
        except importing.CheckFailed as problem:
            st.error(words.plain(problem), icon=":material/error:")


def _save(uploads: list[Upload], workspace: Path) -> None:
    frame.section(
        _("Save to the workspace"),
        _("A folder's name can tell which cluster a file is about: the files are read again for it."),
    )
    if not _ask_folder(workspace):
        return
    if not uploads:
        st.markdown(_("No file is ticked."))
        return
    found = {upload.path: saving.standing(workspace, upload.path, upload.content) for upload in uploads}
    new = [upload for upload in uploads if found[upload.path] != "same"]
    _same([upload for upload in uploads if found[upload.path] == "same"])
    choices = {upload.path: _choice(upload) if found[upload.path] == "other" else None for upload in new}
    if new and st.button(
        ngettext("Save {n} file", "Save {n} files", len(new)).format(n=len(new)), type="primary", key="import_save"
    ):
        st.session_state.pop(REBUILT, None)
        for upload in new:
            _write(upload, choices[upload.path], workspace)


def _ask_folder(workspace: Path) -> bool:
    """Ask for the folder; False while the name of a new one cannot be used."""
    names = {
        TOP: _("No folder: directly in the workspace"),
        **{name: name for name in saving.folders(workspace)},
        ANOTHER: _("A new folder…"),
    }
    if st.selectbox("Folder", list(names), format_func=names.__getitem__, key=FOLDER) != ANOTHER:
        return True
    typed = st.text_input(_("Name of the new folder"), key=NEW_FOLDER, placeholder="attendance/wash", max_chars=200)
    try:
        return bool(saving.safe_folder(typed))
    except saving.NotAllowed as problem:
        st.error(words.plain(problem), icon=":material/error:")
        return False


def _same(uploads: list[Upload]) -> None:
    for upload in uploads:
        st.markdown(
            _(":gray[:material/task_alt:] **{path}** is in the workspace already, with the same content.").format(
                path=words.plain(upload.path)
            )
        )


def _choice(upload: Upload) -> saving.Choice | None:
    return st.radio(
        _("The workspace has another file named **{path}**").format(path=words.plain(upload.path)), list(CHOICES), None,
        lambda choice: _(CHOICES[choice]), key=f"clash_{upload.id}_{upload.path}", horizontal=True,
    )  # fmt: skip


def _write(upload: Upload, choice: saving.Choice | None, workspace: Path) -> None:
    try:
        path = saving.save(workspace, upload.path, upload.content, choice)
    except saving.NotAllowed as problem:
        st.error(
            _("**{path}** was not saved: {problem}").format(
                path=words.plain(upload.path), problem=words.plain(problem)
            ),
            icon=":material/error:",
        )
    except OSError as problem:
        reason = problem.strerror or problem
        st.error(
            _("**{path}** was not saved ({reason}). Check the space and your rights on the folder.").format(
                path=words.plain(upload.path), reason=words.plain(reason)
            )
        )
    else:
        st.success(_("**{path}** is saved.").format(path=words.plain(path)), icon=":material/check_circle:")


def _rebuild(workspace: Path) -> None:
    frame.section(
        _("Rebuild"),
        _("What you saved counts after a rebuild. The numbers you have stay until the new ones are complete."),
    )
    st.button(_("Rebuild the numbers"), type="primary", key="import_rebuild", on_click=building.want)
    if (attempt := building.attend(workspace)) is not None:
        st.session_state[REBUILT] = (attempt.exit_status, attempt.lines)
        st.rerun()  # the menu at the side then speaks of the new build too
    elif REBUILT in st.session_state:
        _outcome(*st.session_state[REBUILT])


def _outcome(exit_status: int | None, lines: list[str]) -> None:
    """Say how the last rebuild ended."""
    if exit_status == 0:
        st.success(building.result(lines), icon=":material/check_circle:")
        st.page_link("app_pages/overview.py", label=_("See the overview"), icon=":material/arrow_forward:")
        st.page_link("app_pages/data.py", label=_("See what was found in each file"), icon=":material/arrow_forward:")
        return
    meaning = states.EXIT_MEANINGS.get(exit_status or 0, "The program stopped before it was finished.")
    st.error(_("{meaning} The numbers you had are still there.").format(meaning=meaning), icon=":material/error:")
    st.code(
        "\n".join(lines[-building.SHOWN_LINES :]) or _("The command wrote nothing."), language=None, wrap_lines=True
    )


page()
