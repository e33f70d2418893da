using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests;

public sealed class TrustBundleTargetAdapterTests : TargetAdapterContract, IDisposable
{
    private readonly FileTargetFixture _fixture = new();

    public TrustBundleTargetAdapterTests() =>
        _fixture.Settings = new FileTargetSettings { Path = _fixture.Folder["trust.pem"], Layout = FileLayout.TrustBundle };

    protected override ITargetAdapter Adapter => _fixture.Adapter;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task It_holds_exactly_its_roots_in_whatever_order()
    {
        using var installation = Installation(1);
        await Adapter.InstallAsync(installation, CancellationToken.None);
        var path = _fixture.Folder["trust.pem"];
        var blocks = File.ReadAllText(path).Split(
            "-----BEGIN", StringSplitOptions.RemoveEmptyEntries).Select(block => "-----BEGIN" + block).ToList();
        Assert.Equal(1 + installation.Chain.Count, blocks.Count);

        File.WriteAllText(path, string.Concat(blocks.AsEnumerable().Reverse()));
        Assert.True((await Adapter.ProveAsync(installation, CancellationToken.None)).Holds);
        File.WriteAllText(path, string.Concat(blocks.Skip(1)));
        Assert.Contains("every root", (await Adapter.ProveAsync(installation, CancellationToken.None)).Reason, StringComparison.Ordinal);
        using var other = Installation(2);
        File.WriteAllText(
            path, string.Concat(blocks) + System.Security.Cryptography.PemEncoding.WriteString("CERTIFICATE", other.Version.Certificate!));
        var added = await Adapter.ProveAsync(installation, CancellationToken.None);
        Assert.Contains("does not belong", added.Reason, StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(other.Version.Certificate!)), added.Found);
    }

    protected override Installation Installation(int number) => _fixture.Installation(number);

    protected override void Spoil() => File.WriteAllText(_fixture.Folder["trust.pem"], "spoiled");
}
