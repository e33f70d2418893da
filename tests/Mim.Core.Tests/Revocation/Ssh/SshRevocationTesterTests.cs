using System.Text;
using Mim.Core.Issuing.Ssh;
using Mim.Testing;

namespace Mim.Core.Tests.Revocation.Ssh;

public sealed class SshRevocationTesterTests : IDisposable
{
    private readonly TestSession _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Every_key_of_a_file_gets_its_verdict()
    {
        var (good, bad) = (Issue("good"), Issue("bad"));
        _store.Session.Revocation.Revoke(bad.IdentityId, new(), default);
        var list = _store.Session.Ssh.RevocationLists.Publish(path: null, string.Empty, default).Krl;

        var verdicts = _store.Session.Ssh.RevocationTester.Test(list, [.. Line(good), .. Line(bad)], "keys");

        Assert.Equal([false, true], verdicts.Select(verdict => verdict.IsRevoked));
        Assert.All(verdicts, verdict => Assert.Equal((1UL, "keys", "Ed25519"), (verdict.ListNumber, verdict.Source, verdict.KeyAlgorithm)));
    }

    [Fact]
    public void What_cannot_be_judged_is_named()
    {
        var tester = _store.Session.Ssh.RevocationTester;
        var list = _store.Session.Ssh.RevocationLists.Publish(path: null, string.Empty, default).Krl;
        Assert.Equal(MimErrorCause.InvalidKey, Assert.Throws<MimException>(() => tester.Test(list, "nothing"u8.ToArray(), "x")).Cause);
        Assert.Equal(MimErrorCause.InvalidKey, Assert.Throws<MimException>(() => tester.Test(list, "ssh-ed25519 AAAA"u8.ToArray(), "x")).Cause);
        Assert.Equal(
            MimErrorCause.InvalidRevocationList, Assert.Throws<MimException>(() => tester.Test(Encoding.ASCII.GetBytes("no list"), Line(Issue("good")), "x")).Cause);
    }

    private SshKeyExport Issue(string name) =>
        new() { IdentityId = _store.Session.Ssh.Keys.Issue(new NewSshKey { Name = name }, default).Id };

    private byte[] Line(SshKeyExport export)
    {
        using var content = _store.Session.Ssh.Exporter.Export(export, default);
        return content.Memory.ToArray();
    }
}
