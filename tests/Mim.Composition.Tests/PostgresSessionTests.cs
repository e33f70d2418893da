using Mim.Core.Identities;
using Mim.Core.Revocation;
using Mim.Core.Rotation;
using Mim.Core.Stores;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests;

public sealed class PostgresSessionTests
{
    private static CancellationToken None => CancellationToken.None;

    [RequiresPostgresFact]
    public void A_certificate_lives_its_life_in_a_shared_store()
    {
        using var folder = new TemporaryFolder();
        using var test = new TestSession(
            new NewStore { KeyFile = folder["store.key"] }, reference => reference with { Location = PostgresTestInventory.NewLocation() });
        test.NewAuthority();
        var web = test.NewCertificate("web01");
        test.Time.Now += TimeSpan.FromHours(1);

        var rotated = test.Session.Rotation.RotateAsync([web.Id], new RotationOptions(), None).ToBlockingEnumerable().Single();
        using (var other = test.OpenAnother())
        {
            Assert.Equal((RotationOutcome.Completed, 2), (rotated.Outcome, other.Identities.Get(web.Id).Version));
            other.Keyring.RotateStoreKey(null, None);
            other.Revocation.Revoke(web.Id, new RevocationRequest { Reason = RevocationReason.KeyCompromise }, None);
        }

        var session = test.Reopen();
        Assert.Equal(VersionState.Revoked, session.Identities.Get(web.Id).Status);
        Assert.True(session.Audit.Test(None).Intact);
        Assert.All(session.Store.Test(None), check => Assert.True(check.Passed, $"{check.Check}: {check.Detail}"));
        var info = session.Store.Describe(None);
        Assert.Equal("PostgreSQL", info.Engine);
        Assert.True(info.Size > 0);

        session.Store.Backup(folder["backup.db"], null, None);
        using var backup = test.Composition.Open(test.Reference with { Location = folder["backup.db"] }, test.Context, None);
        Assert.Equal(VersionState.Revoked, backup.Identities.Get(web.Id).Status);
        Assert.True(backup.Audit.Test(None).Intact);
    }
}
