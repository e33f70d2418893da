using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Crash;

/// <summary>
/// Killed with SIGKILL on the way from one root to the next: what is served is trusted at every moment, and the next run goes
/// on.
/// </summary>
public sealed class AuthorityCrashTests : IDisposable
{
    /// <summary>Other tests die at every call of a delivery and of a rotation; here it is about the steps between them.</summary>
    private const int Stride = 7;

    private readonly CrashFixture _fixture = new();
    private readonly MachineIdentity _web;

    public AuthorityCrashTests()
    {
        _web = _fixture.Deliver("web");
        using var session = _fixture.Open();
        var settings = new FileTargetSettings { Path = Bundle, Layout = FileLayout.TrustBundle };
        session.Targets.Add(new NewTarget { IdentityId = Living(session).Single().Id, Settings = settings }, default);
        Assert.Single(session.Rotation.PublishAsync([Living(session).Single().Id], null, default).ToBlockingEnumerable());
    }

    private string Bundle => Path.Combine(_fixture.Installed, "trust.pem");

    private string Served => Path.Combine(_fixture.Installed, "web.pair.pem");

    public void Dispose() => _fixture.Dispose();

    [RequiresProgramFact("openssl")]
    public async Task An_authority_that_is_replaced_is_replaced_by_the_next_run_wherever_the_first_died()
    {
        var deaths = 0;
        while (await DiesAndGoesOnAsync((deaths * Stride) + 1, deaths % 2 == 0 ? "before" : "after"))
        {
            deaths++;
        }

        Assert.InRange(deaths, 5, 15);
    }

    private async Task<bool> DiesAndGoesOnAsync(int call, string side)
    {
        using var session = _fixture.Open();
        var before = Living(session).Single();
        var died = _fixture.DiesAt("authority", _web, call, side);
        AssertTrusted(Bundle);
        if (Living(session).Any(authority => authority.Id == before.Id))
        {
            AssertTrusted(Write(before));
        }

        await AuthorityChange.RunAsync(session, _web.Id, begins: false);
        AssertTrusted(Bundle);
        var now = Living(session).Single();
        Assert.Equal(AuthorityState.Active, now.State);
        Assert.Equal(now.Id, session.Identities.Get(_web.Id).AuthorityId);
        AssertTrusted(Write(now));
        Assert.All(session.Store.Test(default), check => Assert.True(check.Passed, $"{check.Check}: {check.Detail}"));
        return died;
    }

    private static List<CertificateAuthority> Living(MimSession session) =>
        [.. session.Authorities.Find([], default).Where(authority => authority.State != AuthorityState.Retired)];

    private void AssertTrusted(string roots) =>
        ProgramRunner.Run("openssl", "verify", "-no-CApath", "-no-CAstore", "-CAfile", roots, "-untrusted", Served, Served).Succeeded();

    private string Write(CertificateAuthority authority)
    {
        var path = _fixture["root.pem"];
        File.WriteAllText(path, System.Security.Cryptography.PemEncoding.WriteString("CERTIFICATE", authority.Certificate));
        return path;
    }
}
