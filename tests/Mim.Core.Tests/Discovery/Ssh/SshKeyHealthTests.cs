using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Risk;

namespace Mim.Core.Tests.Discovery.Ssh;

public sealed class SshKeyHealthTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly SshKeyFinding _private = new()
    {
        Status = FindingStatus.Found,
        Role = SshKeyRole.PrivateKey,
        LocationKind = LocationKinds.File,
        Location = "/id",
        HasPrivateKey = true,
        IsEncrypted = true,
        Derivation = "bcrypt",
        Permissions = "rw-------",
        ModifiedAt = _now.AddDays(-10),
        FoundAt = _now,
    };

    private static readonly SshKeyFinding _authorized = _private with
    {
        Role = SshKeyRole.AuthorizedKey, HasPrivateKey = false, IsEncrypted = false, Derivation = null, Account = "deploy",
    };

    [Fact]
    public void What_is_well_kept_has_no_findings()
    {
        Assert.Empty(Rules(_private));
        Assert.Empty(Rules(_private with { Role = SshKeyRole.HostKey, IsEncrypted = false }));
        Assert.Empty(Rules(_authorized));
        Assert.Empty(Rules(_authorized with { Account = "root", Options = [new SshKeyOption("FROM", "10.0.0.1")] }));
        Assert.Empty(Rules(_authorized with { Role = SshKeyRole.UserCertificate, Certificate = Certificate(_now.AddDays(1), "root") }));
        Assert.Empty(Rules(_private with { Status = FindingStatus.Damaged, Permissions = "rw-rw-rw-" }));
    }

    [Fact]
    public void How_a_private_key_is_kept_is_judged()
    {
        Assert.Equal(["PrivateKeyUnencrypted"], Rules(_private with { IsEncrypted = false, Derivation = null }));
        Assert.Equal(["PassphraseQuicklyGuessed"], Rules(_private with { Derivation = "md5" }));
        Assert.Equal(["PrivateKeyReadableByGroup"], Rules(_private with { Permissions = "rw-r-----" }));
        Assert.Equal(["PrivateKeyReadableByAll"], Rules(_private with { Permissions = "rw-r--r--" }));
        Assert.Equal(["KeyOld"], Rules(_private with { ModifiedAt = _now.AddDays(-800) }));
        var open = SshKeyHealth.Inspect(_private with { Permissions = "rw----r--" }, null);
        Assert.Equal(HealthSeverity.Critical, Assert.Single(open).Severity);
    }

    [Fact]
    public void Whom_it_lets_in_is_judged()
    {
        Assert.Equal(["RootFromAnywhere"], Rules(_authorized with { Account = "root" }));
        Assert.Equal(["LoginsWritableByOthers"], Rules(_authorized with { Permissions = "rw-rw----" }));
    }

    [Fact]
    public void A_line_that_lets_nobody_in_is_told_and_the_file_of_a_security_key_is_no_private_key()
    {
        Assert.Equal(["LoginBarred"], Rules(_authorized with { Account = "root", Barred = "PermitRootLogin no" }));
        Assert.Empty(Rules(_private with { KeyAlgorithm = "Ed25519Sk", IsEncrypted = false, Permissions = "rw-r--r--" }));
    }

    [Fact]
    public void What_a_certificate_says_is_judged()
    {
        var certified = _authorized with { Role = SshKeyRole.UserCertificate };
        Assert.Equal(["CertificateNeverEnds", "CertificateForAll"], Rules(certified with { Certificate = Certificate(null) }));
        Assert.Equal(["CertificateExpired"], Rules(certified with { Certificate = Certificate(_now, "root") }));
    }

    private static IEnumerable<string> Rules(SshKeyFinding finding) => SshKeyHealth.Inspect(finding, null).Select(one => one.Rule);

    private static SshCertificateFacts Certificate(DateTimeOffset? end, params IReadOnlyList<string> principals) => new()
    {
        IsForHost = false,
        SerialNumber = 1,
        KeyId = "id",
        Principals = principals,
        NotAfter = end,
        AuthorityKey = [],
        AuthorityFingerprint = "ca",
    };
}
