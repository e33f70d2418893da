using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Files;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests;

/// <summary>Secrets that kubectl reads, and what is asked of it; no cluster is here, so a stand-in applies them.</summary>
public sealed class KubernetesTargetTests : IDisposable
{
    private readonly FileTargetFixture _fixture = new() { Kind = TargetKind.Kubernetes };

    public KubernetesTargetTests() => _fixture.Settings = new FileTargetSettings
    {
        Path = _fixture.Folder["web.yaml"], Layout = FileLayout.SecretManifest, Alias = "web-tls", Namespace = "shop",
    };

    public void Dispose() => _fixture.Dispose();

    [RequiresProgramFact("kubectl", "openssl")]
    public async Task Kubectl_reads_the_manifest()
    {
        _fixture.Service = new ServiceTargetSettings { Files = _fixture.Settings };
        await Install(1);
        var read = ProgramRunner.Run(
            "kubectl", "patch", "--local", "-f", _fixture.Settings.Path, "-p", "{}", "-o", "jsonpath={.metadata.namespace}/{.metadata.name} {.type}");
        Assert.Equal("shop/web-tls kubernetes.io/tls", read.Succeeded().Output);
        var certificate = ProgramRunner.Run("kubectl", "patch", "--local", "-f", _fixture.Settings.Path, "-p", "{}", "-o", "jsonpath={.data.tls\\.crt}");
        var pem = Convert.FromBase64String(certificate.Succeeded().Output);
        Assert.Equal(_fixture.Leaf(1).Certificate, PemText.Certificates(pem)[0]);
    }

    [UnixFact]
    public async Task A_secret_is_applied_compared_and_applied_again_when_taken_back()
    {
        var applied = _fixture.Folder["applied"];
        string[] apply = ["cp", _fixture.Settings.Path, applied];
        string[] compare = ["cmp", _fixture.Settings.Path, applied];
        _fixture.Service = new ServiceTargetSettings { Files = _fixture.Settings, ReloadCommand = apply, ProveCommand = compare };
        await _fixture.Retire(await Install(1));
        var first = await File.ReadAllTextAsync(applied);
        var receipt = await Install(2);
        Assert.NotEqual(first, await File.ReadAllTextAsync(applied));
        using var installation = _fixture.Installation(2);
        await ((ITakesBack)_fixture.NewServiceAdapter()).TakeBackAsync(installation.Target, receipt, CancellationToken.None);
        Assert.Equal(first, await File.ReadAllTextAsync(applied));
    }

    private async Task<InstallReceipt> Install(int number)
    {
        using var installation = _fixture.Installation(number);
        var adapter = _fixture.NewServiceAdapter();
        var receipt = await adapter.InstallAsync(installation, CancellationToken.None);
        Assert.Equal(Proof.Held, await adapter.ProveAsync(installation, CancellationToken.None));
        return receipt;
    }
}
