using Mim.Composition.Tests.Services;
using Mim.Core.Delivery;
using Mim.Core.Issuing;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Composition.Tests.Succession;

/// <summary>
/// A root is replaced under a service that serves, while OpenSSL and GnuTLS connect again and again: some trust the old root alone as
/// long as there is one, some what is delivered to them, some the new root alone as soon as anything is issued by it.
/// </summary>
public abstract class AuthorityRotationSuite
{
    private const int Connections = 3;

    private protected abstract RealService NewService(TemporaryFolder folder);

    [SuiteFact]
    public async Task No_relying_party_fails_on_the_way_from_one_root_to_the_next()
    {
        using var fixture = new ServiceFixture(NewService);
        using var folder = new TemporaryFolder();
        var (session, port) = (fixture.Session, fixture.Service.Port);
        var corp = session.Authorities.Find(["corp"], default).Single();
        var bundle = folder["trust.pem"];
        session.Targets.Add(
            new NewTarget { IdentityId = corp.Id, Settings = new FileTargetSettings { Path = bundle, Layout = FileLayout.TrustBundle } },
            default);
        await DeliverAsync(corp.Id);
        Write(folder["old.pem"], corp);

        List<RelyingParty> trustingBundle = [.. RelyingParty.Trusting(bundle, port)];
        List<RelyingParty> trustingOld = [.. RelyingParty.Trusting(folder["old.pem"], port)];
        List<RelyingParty> trustingNew = [];
        try
        {
            await Both(trustingBundle, trustingOld);
            var next = session.Authorities.Create(new NewAuthority { Name = "corp-2", Replaces = "corp", CrossSign = true }, default);
            Write(folder["new.pem"], next);
            await Both(trustingBundle, trustingOld);
            await DeliverAsync(next.Id);
            await Both(trustingBundle, trustingOld);
            await session.Succession.SetAsync(next.Id, AuthorityState.Active, isForced: false, default);
            Assert.Equal(RotationOutcome.Completed, fixture.Rotate().Outcome);
            Assert.Equal("corp-2", fixture.Current.Authority);
            trustingNew.AddRange(RelyingParty.Trusting(folder["new.pem"], port));
            await Both(trustingBundle, [.. trustingOld, .. trustingNew]);
            await session.Succession.SetAsync(corp.Id, AuthorityState.Tainted, isForced: false, default);
            await Both(trustingBundle, [.. trustingOld, .. trustingNew]);

            // Whoever trusts the old root alone has to know the new one by now.
            await EndAsync(trustingOld);
            await session.Succession.SetAsync(corp.Id, AuthorityState.Retired, isForced: false, default);
            var repaired = session.Rotation.ReconcileAsync(null, new RotationOptions(), default).ToBlockingEnumerable().ToList();
            Assert.Equal(["corp-2", RealService.Name], repaired.Select(result => result.Identity).Order(StringComparer.Ordinal));
            Assert.All(repaired, result => Assert.True(result.Outcome == RotationOutcome.Completed, result.Reason));
            await Both(trustingBundle, trustingNew);
            Assert.NotEqual(0, RelyingParty.OpenSsl(folder["old.pem"], port).ExitCode);
            Assert.NotEqual(0, RelyingParty.GnuTls(folder["old.pem"], port).ExitCode);
        }
        finally
        {
            await EndAsync([.. trustingBundle, .. trustingNew]);
            await EndAsync(trustingOld);
        }

        async Task DeliverAsync(Guid authority)
        {
            await foreach (var result in session.Rotation.PublishAsync([authority], null, default))
            {
                Assert.True(result.Outcome == RotationOutcome.Completed, result.Reason);
            }
        }
    }

    private static void Write(string path, CertificateAuthority authority) =>
        File.WriteAllText(path, System.Security.Cryptography.PemEncoding.WriteString("CERTIFICATE", authority.Certificate) + "\n");

    private static Task Both(List<RelyingParty> one, List<RelyingParty> other) =>
        Task.WhenAll(one.Concat(other).Select(party => party.WaitAsync(Connections)));

    private static async Task EndAsync(List<RelyingParty> parties)
    {
        foreach (var party in parties)
        {
            await party.DisposeAsync();
            Assert.Empty(party.Failures);
        }

        parties.Clear();
    }
}
