using System.Runtime.Versioning;
using System.Security.Cryptography;
using Mim.Core.Delivery;
using Mim.Testing;

namespace Mim.Delivery.Tests;

public sealed class FileTargetProofTests : IDisposable
{
    private readonly FileTargetFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task The_key_must_belong_to_the_certificate()
    {
        await _fixture.Install(1);
        await File.WriteAllTextAsync(_fixture.Folder["web.key"], PemEncoding.WriteString("PRIVATE KEY", _fixture.Leaf(2).Pkcs8));
        await Broken("web.key", "belong");
    }

    [Fact]
    public async Task The_chain_must_be_complete()
    {
        await _fixture.Install(1);
        await File.WriteAllTextAsync(_fixture.Settings.Path, Pem(_fixture.Leaf(1).Certificate));
        await Broken("web.pem", "not complete");
    }

    [Fact]
    public async Task The_chain_must_be_in_order()
    {
        _fixture.Settings = _fixture.Settings with { ChainPath = _fixture.Folder["chain.pem"] };
        await _fixture.Install(1);
        await File.WriteAllTextAsync(_fixture.Folder["chain.pem"], Pem([.. _fixture.Chain.Issuers.Reverse()]));
        await Broken("chain.pem", "out of order");
    }

    [Fact]
    public async Task The_leaf_must_come_first()
    {
        await _fixture.Install(1);
        await File.WriteAllTextAsync(_fixture.Settings.Path, Pem(_fixture.Chain.Issuers[0], _fixture.Leaf(1).Certificate));
        await Broken("web.pem", "does not hold the certificate");
    }

    [Fact]
    public async Task Text_around_the_certificates_does_no_harm()
    {
        await _fixture.Install(1);
        var text = await File.ReadAllTextAsync(_fixture.Settings.Path);
        await File.WriteAllTextAsync(_fixture.Settings.Path, "# web\r\n" + text.ReplaceLineEndings("\r\n"));
        Assert.Equal(Proof.Held, await _fixture.Prove(1));
    }

    [Fact]
    public async Task An_expired_certificate_is_not_proved()
    {
        await _fixture.Install(1);
        _fixture.Time.Now = _fixture.Time.Now.AddDays(30);
        await Broken("web.pem", "expired");
    }

    [Fact]
    public async Task A_certificate_that_is_not_valid_yet_is_not_proved()
    {
        await _fixture.Install(1);
        _fixture.Time.Now = _fixture.Time.Now.AddDays(-30);
        await Broken("web.pem", "not valid before");
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_key_that_others_can_read_is_not_proved()
    {
        await _fixture.Install(1);
        File.SetUnixFileMode(_fixture.Folder["web.key"], UnixFileMode.UserRead | UnixFileMode.OtherRead);
        await Broken("web.key", "404");
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_stricter_mode_does_no_harm()
    {
        await _fixture.Install(1);
        File.SetUnixFileMode(_fixture.Folder["web.key"], UnixFileMode.UserRead);
        Assert.Equal(Proof.Held, await _fixture.Prove(1));
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        await _fixture.Install(1);
        File.Delete(_fixture.Folder["web.key"]);
        await Broken("web.key", "missing");
    }

    [Fact]
    public async Task A_file_too_large_to_be_ours_is_not_read()
    {
        await _fixture.Install(1);
        using (var huge = File.OpenWrite(_fixture.Settings.Path))
        {
            huge.SetLength(1L << 32);
        }

        await Broken("web.pem", "more than 16 MiB");
    }

    [Fact]
    public async Task A_key_kept_elsewhere_must_match_all_the_same()
    {
        await _fixture.Install(1);
        using var keyless = _fixture.Installation(2, withKey: false);
        await _fixture.Adapter.InstallAsync(keyless, CancellationToken.None);
        var proof = await _fixture.Adapter.ProveAsync(keyless, CancellationToken.None);
        Assert.Contains("belong", proof.Reason, StringComparison.Ordinal);
    }

    private static string Pem(params byte[][] certificates) =>
        string.Concat(certificates.Select(der => PemEncoding.WriteString("CERTIFICATE", der) + "\n"));

    private async Task Broken(string named, string reason)
    {
        var proof = await _fixture.Prove(1);
        Assert.False(proof.Holds);
        Assert.Contains(named, proof.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, proof.Reason, StringComparison.Ordinal);
    }
}
