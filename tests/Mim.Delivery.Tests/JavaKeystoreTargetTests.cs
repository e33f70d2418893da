using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests;

/// <summary>Keystores that Java's own tool opens.</summary>
public sealed class JavaKeystoreTargetTests : IDisposable
{
    private readonly FileTargetFixture _fixture = new() { Kind = TargetKind.JavaKeystore, Password = "pass-1138" };

    public JavaKeystoreTargetTests()
    {
        _fixture.Settings = new FileTargetSettings { Path = _fixture.Folder["web.p12"], Layout = FileLayout.Pfx, Alias = "tomcat" };
        _fixture.Service = new ServiceTargetSettings { Files = _fixture.Settings };
    }

    public void Dispose() => _fixture.Dispose();

    [RequiresProgramFact("keytool")]
    public async Task A_keystore_is_proved_by_keytool_with_its_alias_and_password()
    {
        Assert.Equal(Proof.Held, await InstallAndProve());
        var listed = ProgramRunner.RunWithInput("keytool", "pass-1138\n", "-list", "-keystore", _fixture.Settings.Path).Succeeded().Output;
        Assert.Contains("tomcat", listed, StringComparison.Ordinal);
        Assert.Contains("PrivateKeyEntry", listed, StringComparison.Ordinal);
    }

    [RequiresProgramFact("keytool")]
    public async Task A_keystore_without_the_alias_is_not_proved()
    {
        Assert.Equal(Proof.Held, await InstallAndProve());
        _fixture.Settings = _fixture.Settings with { Alias = "jetty" };
        using var installation = _fixture.Installation(1);
        var proof = await _fixture.NewServiceAdapter().ProveAsync(installation, CancellationToken.None);
        Assert.False(proof.Holds);
        Assert.Contains("jetty", proof.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("1138", proof.Reason, StringComparison.Ordinal);
    }

    private async Task<Proof> InstallAndProve()
    {
        using var installation = _fixture.Installation(1);
        var adapter = _fixture.NewServiceAdapter();
        await adapter.InstallAsync(installation, CancellationToken.None);
        return await adapter.ProveAsync(installation, CancellationToken.None);
    }
}
