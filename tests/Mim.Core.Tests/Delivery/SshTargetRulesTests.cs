using Mim.Core.Delivery;

namespace Mim.Core.Tests.Delivery;

public sealed class SshTargetRulesTests
{
    [Theory]
    [InlineData("deploy", null, null)]
    [InlineData("deploy.x-1$", "/etc/keys/deploy", "from=\"10.0.0.0/8, ::1\",command=\"say \\\"no\\\"\",no-pty")]
    public void What_an_account_can_have_is_taken(string account, string? path, string? options) =>
        SshTargetRules.Enforce(TargetKind.AuthorizedKeys, new AuthorizedKeysSettings { Account = account, Path = path, Options = options });

    [Theory]
    [InlineData("", null, null)]
    [InlineData("-l", null, null)]
    [InlineData("a,b", null, null)]
    [InlineData("a b", null, null)]
    [InlineData("a:b", null, null)]
    [InlineData("a\n", null, null)]
    [InlineData("deploy", "keys", null)]
    [InlineData("deploy", null, "")]
    [InlineData("deploy", null, "no-pty no-x")]
    [InlineData("deploy", null, "command=\"a")]
    [InlineData("deploy", null, "no-pty\nssh-ed25519")]
    public void What_it_cannot_is_refused(string account, string? path, string? options) => Refused(
        TargetKind.AuthorizedKeys, new AuthorizedKeysSettings { Account = account, Path = path, Options = options });

    [Fact]
    public void Only_an_authority_is_trusted_for_hosts()
    {
        var known = new SshServerSettings { Path = "/etc/ssh/ssh_known_hosts", TrustedFor = ["*.corp.test", "10.*"] };
        SshTargetRules.Enforce(TargetKind.SshTrustedAuthority, known);
        Refused(TargetKind.SshRevokedKeys, known);
        Refused(TargetKind.SshTrustedAuthority, known with { TrustedFor = ["a,b"] });
        Refused(TargetKind.SshTrustedAuthority, known with { TrustedFor = ["a b"] });
    }

    [Fact]
    public void Only_a_host_certificate_has_listeners()
    {
        var settings = new SshServerSettings { Path = "/etc/ssh/cert.pub", Listeners = [new ServiceListener("localhost", 22)] };
        SshTargetRules.Enforce(TargetKind.SshHostCertificate, settings);
        Refused(TargetKind.SshRevokedKeys, settings);
        Refused(TargetKind.SshHostCertificate, settings with { Timeout = TimeSpan.Zero });
        Refused(TargetKind.SshHostCertificate, settings with { ReloadCommand = [] });
        Refused(TargetKind.SshHostCertificate, settings with { Path = "cert.pub" });
        Refused(TargetKind.SshHostCertificate, settings with { Configuration = "sshd_config" });
    }

    private static void Refused(TargetKind kind, TargetSettings settings) =>
        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => SshTargetRules.Enforce(kind, settings)).Cause);
}
