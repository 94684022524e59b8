package alan.watermark;

import alan.api.AlanException;
import alan.api.Home;
import alan.api.identity.Installation;
import alan.api.watermark.Mark;
import alan.api.watermark.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The register in a file. Sounds of their own are counted in the lower half of the serial numbers (8,388,608 of them, then from the beginning again); a
 * work has a number in the upper half, by a hash of its id. Two works may share one, in which case the newer is found. Usable without OSGi too; its
 * methods may be called from any thread.
 */
@Component(name = "alan.watermark.register", service = Provenance.class)
public final class MarkRegister implements Provenance {
    private static final int HALF = 1 << Mark.SERIAL_BITS - 1;

    private final Installation installation;
    private final RegisterFile file;

    /**
     * @param folder that the register is kept in; made when missing
     * @param installation whose it is
     */
    public MarkRegister(Path folder, Installation installation) {
        this.installation = installation;
        this.file = new RegisterFile(folder);
    }

    /**
     * For Declarative Services.
     *
     * @param context says where Alan keeps its data
     * @param installation whose it is
     */
    @Activate
    public MarkRegister(BundleContext context, @Reference Installation installation) {
        this(Path.of(context.getProperty(Home.DATA), "marks"), installation);
    }

    @Override
    public Mark enter(Source source, String work) throws AlanException {
        int id = installation.id();
        try {
            return new Mark(id, file.add(last -> work == null ? (last + 1) % HALF : number(work), HALF, source, work));
        } catch (IOException e) {
            throw new AlanException("The register of marks %s cannot be written, and nothing is spoken without a mark; check its permissions and the free "
                    + "space.", file.path(), e);
        }
    }

    @Override
    public Optional<Source> find(Mark mark) throws AlanException {
        if (mark.installation() != installation.id()) {
            return Optional.empty();
        }
        try {
            return file.newest(mark.serial()).map(RegisterLine::source);
        } catch (IOException e) {
            throw new AlanException("The register of marks %s cannot be read; check its permissions.", file.path(), e);
        }
    }

    private static int number(String work) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(work.getBytes(StandardCharsets.UTF_8));
            return HALF | (hash[0] & 0x7F) << 16 | (hash[1] & 0xFF) << 8 | hash[2] & 0xFF;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
