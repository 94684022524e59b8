package alan.models;

import alan.api.AlanException;
import alan.api.model.ModelAddition;
import alan.api.text.Text;
import alan.models.catalogue.Entry;
import alan.models.catalogue.Entry.FileEntry;
import alan.models.catalogue.Names;
import alan.models.hub.HubCache;
import alan.models.hub.HubFile;
import alan.models.io.Sha256;
import alan.models.io.Words;
import alan.models.source.Fetch;
import alan.models.source.HubSource;
import alan.models.source.Source;
import alan.models.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Installs one file of the Hub, or a Piper voice's two, as a model of the user's own. */
final class HubAddition {
    private static final Pattern SOURCE = Pattern.compile("hub:([^/@]+/[^/@]+)(?:@([^/]+))?/(.+)");

    private final ModelAddition addition;
    private final Fetch fetch;
    private final Fetcher fetcher;
    private final ModelStore store;

    HubAddition(ModelAddition addition, Fetch fetch, Fetcher fetcher, ModelStore store) {
        this.addition = addition;
        this.fetch = fetch;
        this.fetcher = fetcher;
        this.store = store;
    }

    /** {@return the model's entry; its files are here} */
    Entry install() throws AlanException, SourceException, IOException, InterruptedException {
        HubSource asked = parse(addition.source());
        List<FileEntry> files = new ArrayList<>();
        List<Source.Got> got = new ArrayList<>();
        try {
            add(asked, files, got);
            if (Format.ofName(asked.file()).equals(Optional.of(Format.PIPER))) {
                add(new HubSource(asked.repository(), asked.revision(), asked.file() + Format.PIPER_SETTINGS), files, got);
            }
            Path main = beside(files, got);
            Entry entry = Description.of(addition, main, Format.ofContent(main)).entry(files);
            for (int i = 0; i < files.size(); i++) {
                fetcher.install(addition.id(), files.get(i).name(), files.get(i).sources().get(0), got.get(i));
            }
            return entry;
        } catch (SourceException | IOException e) {
            store.remove(addition.id(), files);
            throw e;
        }
    }

    private static HubSource parse(String source) throws AlanException {
        Matcher parts = SOURCE.matcher(source);
        if (parts.matches()) {
            String revision = parts.group(2) == null ? "main" : parts.group(2);
            if (Names.isHubRepository(parts.group(1)) && Names.isHubRevision(revision) && Names.isFile(parts.group(3))) {
                return new HubSource(parts.group(1), revision, parts.group(3));
            }
        }
        throw new AlanException("\"%s\" is no file of the Hugging Face Hub; write hub:OWNER/NAME/FILE or"
                + " hub:OWNER/NAME@REVISION/FILE.", Words.shown(source));
    }

    /**
     * Gets a file and learns what it is. The commit is kept, not the branch: the branch may move on, and the checksum would not
     * fit any more.
     */
    private void add(HubSource asked, List<FileEntry> files, List<Source.Got> got)
            throws AlanException, SourceException, IOException, InterruptedException {
        String name = asked.file().substring(asked.file().lastIndexOf('/') + 1);
        Fetch one = fetch.of(name);
        Optional<HubCache.Cached> cached = one.cache().find(asked.repository(), asked.revision(), asked.file());
        Source.Expected expected = null;
        String commit;
        if (cached.isPresent()) {
            commit = cached.get().commit();
        } else {
            HubFile found = asked.look(one);
            commit = found.commit();
            expected = new Source.Expected(found.bytes(), found.sha256().orElse(null));
            fetcher.checkRoom(addition.id(), Math.max(0, found.bytes()));
        }
        HubSource exact = new HubSource(asked.repository(), commit, asked.file());
        Source.Got file = exact.get(one, expected);
        long bytes = Files.size(file.path());
        String sha256 = file.sha256() == null ? Sha256.of(file.path()) : file.sha256();
        if (expected != null && !expected.fits(bytes, sha256)) {
            Files.delete(file.path());
            throw new SourceException(Text.of("what came of %s is not what the Hub announced; try again", name));
        }
        if (bytes == 0) {
            throw new SourceException(Text.of("the file is empty"));
        }
        files.add(new FileEntry(name, bytes, sha256, List.of(exact)));
        got.add(new Source.Got(file.path(), file.inPlace(), sha256, false));
    }

    /** {@return the first file, under its own name and with its settings beside it, so that its format can be told} */
    private Path beside(List<FileEntry> files, List<Source.Got> got) throws IOException {
        Path folder = fetch.newFolder("added");
        for (int i = 0; i < files.size(); i++) {
            Path link = folder.resolve(files.get(i).name());
            try {
                Files.createSymbolicLink(link, got.get(i).path().toAbsolutePath());
            } catch (IOException | UnsupportedOperationException e) {
                Files.copy(got.get(i).path(), link);
            }
        }
        return folder.resolve(files.get(0).name());
    }
}
