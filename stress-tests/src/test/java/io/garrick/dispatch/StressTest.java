package io.garrick.dispatch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All jcstress tests, briefly. */
@Tag("nightly")
class StressTest {

    @Test
    @DisplayName("Q06 no interleaving of the protocols' steps has a forbidden outcome")
    void protocols_underStress_haveNoForbiddenOutcome() throws Exception {
        Jcstress.Verdict verdict = Jcstress.run(
                List.of(), "io\\.garrick\\..*", Path.of("target", "jcstress").toAbsolutePath(), 400);

        assertTrue(verdict.passed(), verdict::output);
    }
}
