using Mim.Core;
using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Revocation;
using Mim.Core.Rotation;
using Mim.Core.Vault;
using Mim.Testing.Programs;

namespace Mim.Host.Tests.Postgres;

/// <summary>What each database role may do and what it may not, tried with a login of its own.</summary>
public sealed class PostgresRolesTests(RoleStore store) : IClassFixture<RoleStore>
{
    [RequiresPostgresTheory]
    [InlineData("runner", "DELETE FROM audit")]
    [InlineData("runner", "UPDATE audit SET actor = 'mallory'")]
    [InlineData("runner", "TRUNCATE audit")]
    [InlineData("runner", "DROP TABLE audit")]
    [InlineData("runner", "ALTER TABLE audit DISABLE TRIGGER ALL")]
    [InlineData("runner", "CREATE RULE quiet AS ON INSERT TO audit DO INSTEAD NOTHING")]
    [InlineData("runner", "DELETE FROM audit_checkpoint")]
    [InlineData("runner", "UPDATE audit_checkpoint SET sequence = 1")]
    [InlineData("runner", "TRUNCATE audit_checkpoint")]
    [InlineData("runner", "DELETE FROM audit_head")]
    [InlineData("runner", "TRUNCATE audit_head")]
    [InlineData("runner", "UPDATE audit_key SET key_id = ''")]
    [InlineData("runner", "INSERT INTO audit_key SELECT * FROM audit_key")]
    [InlineData("runner", "DELETE FROM identity")]
    [InlineData("runner", "DELETE FROM version")]
    [InlineData("runner", "DELETE FROM journal")]
    [InlineData("runner", "UPDATE revocation_list SET number = 1")]
    [InlineData("runner", "UPDATE policy SET rules = ''")]
    [InlineData("runner", "UPDATE secret_suppression SET expires_at = 0")]
    [InlineData("runner", "DELETE FROM hand_off")]
    [InlineData("runner", "DELETE FROM account_lease")]
    [InlineData("runner", "DELETE FROM evidence")]
    [InlineData("runner", "DELETE FROM recipient")]
    [InlineData("runner", "UPDATE store_key SET retired_at = NULL")]
    [InlineData("runner", "UPDATE store SET id = id")]
    [InlineData("runner", "DELETE FROM migration")]
    [InlineData("runner", "CREATE TABLE extra (id integer)")]
    [InlineData("reader", "SELECT * FROM sealed")]
    [InlineData("reader", "SELECT * FROM wrapped_store_key")]
    [InlineData("reader", "SELECT * FROM recipient")]
    [InlineData("reader", "SELECT * FROM hand_off")]
    [InlineData("reader", "SELECT * FROM audit")]
    [InlineData("reader", "UPDATE identity SET owner = 'mallory'")]
    [InlineData("reader", "INSERT INTO lease (identity_id, owner, expires_at) SELECT id, 'x', 0 FROM identity")]
    [InlineData("auditor", "SELECT * FROM identity")]
    [InlineData("auditor", "SELECT * FROM version")]
    [InlineData("auditor", "SELECT * FROM sealed")]
    [InlineData("auditor", "SELECT * FROM recipient")]
    [InlineData("auditor", "INSERT INTO audit SELECT * FROM audit")]
    [InlineData("auditor", "UPDATE audit_head SET sequence = 1")]
    public void IsDenied(string login, string sql)
    {
        var result = store.Try(login, sql);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Matches("permission denied|must be (the )?owner", result.Error);
    }

    [RequiresPostgresTheory]
    [InlineData("runner", "SELECT count(*) FROM audit, audit_head, audit_key, sealed, recipient, identity")]
    [InlineData("reader", "SELECT count(*) FROM identity, version, identity_tag, authority, target, location, policy, rotation, journal, revocation_list")]
    [InlineData("auditor", "SELECT count(*) FROM audit, audit_checkpoint, audit_head, audit_key")]
    public void IsAllowed(string login, string sql) => store.Try(login, sql).Succeeded();

    [RequiresPostgresFact]
    public async Task ARunnerGoesTheWholeWay()
    {
        using var session = store.Open("runner");
        var authority = session.Authorities.Create(new NewAuthority { Name = "second", Parent = "corp" }, default);
        var identity = session.Certificates.Issue(new NewCertificate { Name = "run01.test", Authority = "second", Tags = ["site=north"] }, default);
        session.Identities.Set(identity.Id, new IdentityChange { Owner = "ops@corp.test", AddTags = ["blue"] }, default);
        var target = session.Targets.Add(
            new NewTarget { IdentityId = identity.Id, Settings = new FileTargetSettings { Path = store["run01.crt"], KeyPath = store["run01.key"] } }, default);

        await Succeed(session.Rotation.PublishAsync([identity.Id], null, default));
        await Succeed(session.Rotation.RotateAsync([identity.Id], new RotationOptions(), default));
        await session.Targets.RemoveAsync(target.Id, isForced: false, default);
        session.Revocation.Revoke(identity.Id, new RevocationRequest { Reason = RevocationReason.KeyCompromise }, default);
        session.RevocationLists.Publish(authority.Identity.Id, store["second.crl"], null, default);
        await session.Disposer.DisposeOfAsync(identity.Id, "done", isForced: false, default);

        Assert.True(session.Audit.Test(default).Intact);
    }

    [RequiresPostgresFact]
    public void ARunnerReadsWhateverAMigrationAdds()
    {
        const string Closed = "SELECT relname FROM pg_class WHERE relnamespace = 'inventory'::regnamespace AND relkind = 'r' AND NOT has_table_privilege(oid, 'SELECT')";

        Assert.Empty(store.Try("runner", Closed).Succeeded().Output.Trim());
    }

    [RequiresPostgresFact]
    public void ARunnerReadsSecretsHandsThemOverAndPlans()
    {
        using var session = store.Open("runner");
        var secret = session.Secrets.Create(new NewSecret { Name = "run-secret" }, default);
        using var read = session.Secrets.Read([new SecretQuestion(secret.Id, null)], "Text", default).Single();
        using (var ticket = session.HandOffs.Create(new NewHandOff(new SecretQuestion(secret.Id, null), TimeSpan.FromMinutes(5), "Text"), default))
        {
            using var received = session.HandOffs.Receive(ticket.Token, "Text", default);
        }

        session.Disposer.DisposeOfAsync(secret.Id, "done", isForced: false, default).GetAwaiter().GetResult();
        var identity = session.Certificates.Issue(new NewCertificate { Name = "run02.test", Authority = "corp" }, default);
        var plan = session.RotationPlans.Save([identity.Id], default);

        Assert.Equal(plan.Id, session.RotationPlans.Get(plan.Id).Id);
    }

    [RequiresPostgresFact]
    public void ARunnerKeepsPoliciesAndKeysAsTheyAre()
    {
        using var session = store.Open("runner");

        Denied(() => session.Policies.Set(session.Policies.For(default) with { RequireOwner = true }, default));
        Denied(() => session.Keyring.RotateStoreKey(null, default));
    }

    [RequiresPostgresFact]
    public void AReaderListsAndChangesNothing()
    {
        using var session = store.Open("reader");
        var identity = session.Identities.Find(new IdentityQuery { Names = ["web01*"] }, default).Single();

        Denied(() => session.Identities.Set(identity.Id, new IdentityChange { Owner = "mallory" }, default));
        Denied(() => _ = session.Audit.Read(new AuditQuery(), default).ToList());
    }

    [RequiresPostgresFact]
    public void AnAuditorVerifiesTheAuditAndSeesNothingElse()
    {
        using var session = store.Open("auditor");

        Assert.True(session.Audit.Test(default).Intact);
        Assert.Contains(session.Audit.Read(new AuditQuery(), default), record => record.Act == "InitializeStore");
        Denied(() => _ = session.Identities.Find(new IdentityQuery(), default).ToList());
    }

    private static void Denied(Action act) => Assert.Equal(MimErrorCause.AccessDenied, Assert.Throws<MimException>(act).Cause);

    private static async Task Succeed(IAsyncEnumerable<RotationResult> results)
    {
        await foreach (var result in results)
        {
            Assert.True(result.Error is null, result.Reason);
        }
    }
}
