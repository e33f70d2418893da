using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Policies;
using Mim.Core.Revocation;
using Mim.Core.Risk;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Issuing.Ssh;

/// <summary>Authorities of SSH go the way of those of X.509, with lines in files in the place of trust bundles.</summary>
public sealed class SshAuthoritySuccessionTests : IDisposable
{
    private readonly SshSuccessionFixture _fixture = new();

    private string Old => SshSuccessionFixture.KeyOf(_fixture.Old);

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void A_prepared_authority_certifies_nothing_and_says_where_it_is_not_trusted_yet()
    {
        var next = _fixture.Prepare();

        var refused = Assert.Throws<MimException>(() => _fixture.Issue("new01", "hosts-2"));
        Assert.Equal(MimErrorCause.AuthorityUnusable, refused.Cause);
        Assert.Contains(_fixture.Known, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Set-MachineSshAuthority", refused.Message, StringComparison.Ordinal);
        Assert.Equal("hosts", _fixture.Issue("new01").Authority);
        var early = Assert.Throws<MimException>(() => _fixture.Set(next, AuthorityState.Active));
        Assert.Equal(MimErrorCause.ProofFailed, early.Cause);
        Assert.Contains(_fixture.Known, early.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_keys_are_trusted_from_the_delivery_on_and_the_old_one_until_it_is_retired()
    {
        var next = _fixture.Prepare();
        Assert.Equal([Old], _fixture.Trusted);
        _fixture.Activate(next);
        var key = SshSuccessionFixture.KeyOf(next);
        Assert.Equal([key, Old], _fixture.Trusted);
        Assert.Equal("hosts-2", Assert.Single(_fixture.Session.Targets.Find(next.Id, default)).Identity);

        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate().Outcome);
        Assert.Equal("hosts-2", _fixture.Session.Identities.Get(_fixture.Web.Id).Authority);
        _fixture.Set(_fixture.Old, AuthorityState.Tainted);
        Assert.Empty(Reconcile());
        _fixture.Set(_fixture.Old, AuthorityState.Retired);
        Assert.Equal([key, Old], _fixture.Trusted);

        // The line of the old one leaves with the next repair, and nothing else.
        Assert.Equal(RotationOutcome.Completed, Assert.Single(Reconcile()).Outcome);
        Assert.Equal([key], _fixture.Trusted);
        Assert.Contains(SshSuccessionFixture.Theirs, File.ReadAllText(_fixture.Known), StringComparison.Ordinal);
        Assert.Empty(Reconcile());
        var view = _fixture.View(_fixture.Old);
        Assert.Equal((VersionState.Deactivated, AuthorityState.Retired), (view.Status, view.State));
    }

    [Fact]
    public void In_place_of_one_that_is_tainted_the_next_certifies_by_itself()
    {
        _fixture.Activate(_fixture.Prepare());
        Assert.Equal(("hosts", "hosts-2"), (_fixture.Issue("one", "hosts").Authority, _fixture.Issue("two").Authority));
        _fixture.Set(_fixture.Old, AuthorityState.Tainted);

        Assert.Equal("hosts-2", _fixture.Issue("three", "hosts").Authority);
        var used = Assert.Throws<MimException>(() => _fixture.Set(_fixture.Old, AuthorityState.Retired));
        Assert.Contains("web01", used.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_names_the_old_one_allows_the_next()
    {
        var policy = _fixture.Session.Policies.For(Criticality.Medium) with { Authorities = ["hosts"], IsBuiltIn = false };
        _fixture.Session.Policies.Set(policy, default);
        _fixture.Activate(_fixture.Prepare());

        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate().Outcome);
    }

    [Fact]
    public void What_one_that_is_over_certified_is_found()
    {
        _fixture.Activate(_fixture.Prepare());
        foreach (var (state, rule) in new[] { (AuthorityState.Tainted, "AuthorityTainted"), (AuthorityState.Retired, "AuthorityRetired") })
        {
            _fixture.Set(_fixture.Old, state, isForced: true);
            var survey = _fixture.Session.Health.Survey(null, default);
            Assert.Equal(rule, Assert.Single(_fixture.Session.Health.Inspect(_fixture.Web, survey).Findings).Rule);
        }
    }

    [Fact]
    public void What_was_prepared_is_given_up_and_its_line_leaves()
    {
        var next = _fixture.Prepare();
        _fixture.Publish(next.Id);
        _fixture.Set(next, AuthorityState.Retired);

        Assert.Equal("hosts", Assert.Single(_fixture.Session.Targets.Find(identityId: null, default)).Identity);
        Assert.Single(Reconcile());
        Assert.Equal([Old], _fixture.Trusted);
        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate().Outcome);
        Assert.Equal("hosts", _fixture.Session.Identities.Get(_fixture.Web.Id).Authority);
    }

    [Fact]
    public void A_delivery_that_fails_leaves_the_old_line_alone()
    {
        var next = _fixture.Prepare();
        var bad = _fixture.Store["folder"];
        Directory.CreateDirectory(bad);
        _fixture.AddTarget(next.Id, bad);

        // What is no file cannot be looked at afterwards either.
        Assert.Equal(RotationOutcome.Failed, _fixture.Publish(next.Id, completes: false).Outcome);
        Assert.Equal([Old], _fixture.Trusted);
        Directory.Delete(bad);
        Assert.Equal(RotationOutcome.RolledBack, _fixture.Publish(next.Id, completes: false).Outcome);
        Assert.Equal([Old], _fixture.Trusted);
        Assert.Equal(MimErrorCause.ProofFailed, Assert.Throws<MimException>(() => _fixture.Set(next, AuthorityState.Active)).Cause);
    }

    [Fact]
    public void A_target_that_is_added_to_the_old_one_meanwhile_takes_nothing_from_the_next()
    {
        var next = _fixture.Activate(_fixture.Prepare());
        _fixture.AddTarget(_fixture.Old.Id);
        _fixture.Publish(_fixture.Old.Id);

        Assert.Equal([SshSuccessionFixture.KeyOf(next), Old], _fixture.Trusted);
        Assert.Empty(Reconcile());
    }

    [Fact]
    public void The_line_of_one_whose_key_was_lost_leaves_with_the_next_delivery()
    {
        var next = _fixture.Activate(_fixture.Prepare());
        _fixture.Rotate();
        var revoked = _fixture.Session.Revocation.Cascade(
            _fixture.Old.Id, new RevocationRequest { Reason = RevocationReason.CACompromise }, default).ToList();

        Assert.Equal(["hosts", "web01"], revoked.Select(result => result.Identity).Order(StringComparer.Ordinal));
        Assert.Equal(VersionState.Active, _fixture.Session.Identities.Get(_fixture.Web.Id).Status);
        _fixture.Publish(next.Id);
        Assert.Equal([SshSuccessionFixture.KeyOf(next)], _fixture.Trusted);
    }

    [Fact]
    public void Authorities_of_both_kinds_stand_beside_each_other()
    {
        _fixture.Store.NewAuthority("hosts");
        var web = _fixture.Store.NewCertificate("web01.corp.test");
        _fixture.Activate(_fixture.Prepare());
        _fixture.Set(_fixture.Old, AuthorityState.Tainted);

        Assert.Equal("hosts", web.Authority);
        Assert.Empty(_fixture.Session.Health.Inspect(web, _fixture.Session.Health.Survey(null, default)).Findings);
        Assert.DoesNotContain(
            _fixture.Session.Tester.Test(new CertificateTest { IdentityId = web.Id }, default).Checks,
            check => check.Result == CheckResult.Failed);
        Assert.Single(_fixture.Session.Authorities.Find([], default));
    }

    private List<RotationResult> Reconcile()
    {
        _fixture.Store.Time.Now += TimeSpan.FromSeconds(1);
        return [.. _fixture.Session.Rotation.ReconcileAsync(null, new RotationOptions(), default).ToBlockingEnumerable()];
    }
}
