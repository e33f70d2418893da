using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Core.Revocation;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Issuing.Succession;

public sealed class AuthoritySuccessionTests : IDisposable
{
    private readonly SuccessionFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void A_prepared_authority_issues_nothing_and_says_where_it_is_not_trusted_yet()
    {
        var next = _fixture.Prepare();

        var view = _fixture.View(next);
        Assert.Equal((AuthorityState.Prepared, "corp", null), (view.State, view.Replaces, view.ReplacedBy));
        Assert.Equal("corp-2", _fixture.View(_fixture.Corp).ReplacedBy);
        var refused = Assert.Throws<MimException>(() => Issue("new.corp.test", "corp-2"));
        Assert.Equal(MimErrorCause.AuthorityUnusable, refused.Cause);
        Assert.Contains(_fixture.Bundle, refused.Message, StringComparison.Ordinal);
        Assert.Equal("corp", Issue("new.corp.test").Authority);
    }

    [Fact]
    public void It_is_not_activated_before_its_bundle_is_proved_everywhere()
    {
        var next = _fixture.Prepare();
        var early = Assert.Throws<MimException>(() => _fixture.Set(next, AuthorityState.Active));
        Assert.Equal(MimErrorCause.ProofFailed, early.Cause);
        Assert.Contains(_fixture.Bundle, early.Message, StringComparison.Ordinal);

        _fixture.Publish(next.Id);
        File.WriteAllText(_fixture.Bundle, "damaged since");
        var damaged = Assert.Throws<MimException>(() => _fixture.Set(next, AuthorityState.Active));
        Assert.Equal(MimErrorCause.ProofFailed, damaged.Cause);
        Assert.Equal(AuthorityState.Prepared, _fixture.View(next).State);

        _fixture.Publish(next.Id);
        _fixture.Set(next, AuthorityState.Active);
        Assert.Equal(AuthorityState.Active, _fixture.View(next).State);
    }

    [Fact]
    public void Force_activates_it_though_nobody_trusts_it()
    {
        var next = _fixture.Prepare();
        _fixture.Set(next, AuthorityState.Active, isForced: true);
        Assert.Equal(AuthorityState.Active, _fixture.View(next).State);
    }

    [Fact]
    public void Once_active_it_renews_what_the_other_issued()
    {
        _fixture.Activate(_fixture.Prepare());

        Assert.Contains(_fixture.Session.Rotation.Plan(_fixture.Web.Id, default), step => step.Description.Contains(
            "'corp-2'", StringComparison.Ordinal));
        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate().Outcome);
        Assert.Equal("corp-2", _fixture.Now(_fixture.Web.Id).Authority);
        Assert.Equal("corp", Issue("new.corp.test", "corp").Authority);
        Assert.Equal("corp-2", Issue("other.corp.test").Authority);
    }

    [Fact]
    public void In_place_of_one_that_is_tainted_the_next_issues_by_itself()
    {
        _fixture.Activate(_fixture.Prepare());
        _fixture.Set(_fixture.Corp, AuthorityState.Tainted);

        Assert.Equal("corp-2", Issue("new.corp.test", "corp").Authority);
        Assert.Equal(1, _fixture.Session.RevocationLists.Publish(_fixture.Corp.Id, null, null, default).Number);
    }

    [Fact]
    public void One_that_is_tainted_without_a_successor_issues_nothing()
    {
        _fixture.Set(_fixture.Corp, AuthorityState.Tainted);

        Assert.Equal(MimErrorCause.AuthorityUnusable, Assert.Throws<MimException>(() => Issue("new.corp.test", "corp")).Cause);
        var result = _fixture.Rotate();
        Assert.Equal((RotationOutcome.RolledBack, MimErrorCause.AuthorityUnusable), (result.Outcome, result.Error?.Cause));
        _fixture.Set(_fixture.Corp, AuthorityState.Active);
        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate().Outcome);
    }

    [Fact]
    public void A_policy_that_names_the_old_one_allows_the_next()
    {
        var policy = _fixture.Session.Policies.For(Criticality.Medium) with { Authorities = ["corp"], IsBuiltIn = false };
        _fixture.Session.Policies.Set(policy, default);
        _fixture.Activate(_fixture.Prepare());

        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate().Outcome);
        Assert.All(_fixture.Session.Policies.Test(_fixture.Now(_fixture.Web.Id)), finding => Assert.True(finding.Passed, finding.Detail));
    }

    [Fact]
    public void It_is_retired_when_nothing_of_it_is_in_use_and_its_root_leaves_the_bundle_last()
    {
        var next = _fixture.Prepare();
        _fixture.Activate(next);
        Assert.Equal(2, SuccessionFixture.Read(_fixture.Bundle).Count);
        Assert.Equal(
            MimErrorCause.WrongState, Assert.Throws<MimException>(() => _fixture.Set(_fixture.Corp, AuthorityState.Retired)).Cause);
        _fixture.Set(_fixture.Corp, AuthorityState.Tainted);
        var used = Assert.Throws<MimException>(() => _fixture.Set(_fixture.Corp, AuthorityState.Retired));
        Assert.Contains("web01.corp.test", used.Message, StringComparison.Ordinal);

        _fixture.Rotate();
        _fixture.Set(_fixture.Corp, AuthorityState.Retired);
        Assert.Equal(
            (VersionState.Deactivated, AuthorityState.Retired), (_fixture.View(_fixture.Corp).Status, _fixture.View(_fixture.Corp).State));
        Assert.Equal(2, SuccessionFixture.Read(_fixture.Bundle).Count);
        Assert.Equal(2, SuccessionFixture.Read(_fixture.Served).Count);

        // What is delivered follows by the next repair: the old root and the way to it are there no longer.
        var repaired = _fixture.Session.Rotation.ReconcileAsync(null, new RotationOptions(), default).ToBlockingEnumerable().ToList();
        Assert.All(repaired, result => Assert.True(result.Outcome == RotationOutcome.Completed, result.Reason));
        Assert.Equal([next.Certificate], SuccessionFixture.Read(_fixture.Bundle));
        Assert.Single(SuccessionFixture.Read(_fixture.Served));
        Assert.Equal(1, _fixture.Session.RevocationLists.Publish(_fixture.Corp.Id, null, null, default).Number);
        Assert.Empty(_fixture.Session.Rotation.ReconcileAsync(null, new RotationOptions(), default).ToBlockingEnumerable());
    }

    [Fact]
    public void An_old_version_that_still_overlaps_keeps_its_authority()
    {
        var policy = _fixture.Session.Policies.For(Criticality.Medium) with { Overlap = TimeSpan.FromDays(2), IsBuiltIn = false };
        _fixture.Session.Policies.Set(policy, default);
        _fixture.Activate(_fixture.Prepare());
        _fixture.Set(_fixture.Corp, AuthorityState.Tainted);
        Assert.Equal(RotationOutcome.Overlapping, _fixture.Rotate().Outcome);

        var used = Assert.Throws<MimException>(() => _fixture.Set(_fixture.Corp, AuthorityState.Retired));
        Assert.Contains("web01.corp.test (Overlapping)", used.Message, StringComparison.Ordinal);
        _fixture.Time.Now += TimeSpan.FromDays(3);
        Assert.Single(_fixture.Session.Rotation.ResumeAsync([], default).ToBlockingEnumerable());
        _fixture.Set(_fixture.Corp, AuthorityState.Retired);
    }

    [Fact]
    public void What_was_activated_goes_back_as_long_as_the_old_one_issues()
    {
        var next = _fixture.Prepare();
        _fixture.Activate(next);
        _fixture.Set(next, AuthorityState.Prepared);
        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate().Outcome);
        Assert.Equal("corp", _fixture.Now(_fixture.Web.Id).Authority);

        _fixture.Set(next, AuthorityState.Active);
        _fixture.Set(_fixture.Corp, AuthorityState.Tainted);
        Assert.Equal(MimErrorCause.WrongState, Assert.Throws<MimException>(() => _fixture.Set(next, AuthorityState.Prepared)).Cause);
        _fixture.Set(_fixture.Corp, AuthorityState.Active);
        _fixture.Set(next, AuthorityState.Prepared);
    }

    [Fact]
    public void What_was_prepared_is_given_up_and_its_bundle_goes_back()
    {
        var next = _fixture.Prepare();
        _fixture.Publish(next.Id);
        _fixture.Set(next, AuthorityState.Retired);

        var target = Assert.Single(_fixture.Session.Targets.Find(_fixture.Corp.Id, default));
        Assert.Equal(next.Identity.CurrentVersionId, target.InstalledVersionId);
        Assert.Single(_fixture.Session.Rotation.ReconcileAsync(null, new RotationOptions(), default).ToBlockingEnumerable());
        Assert.Equal([_fixture.Corp.Certificate], SuccessionFixture.Read(_fixture.Bundle));

        // The way from the old root to the key that is given up is shut.
        var list = _fixture.Session.RevocationLists.Publish(_fixture.Corp.Id, null, null, default);
        Assert.Equal(1, list.EntryCount);
        Assert.Equal(MimErrorCause.WrongState, Assert.Throws<MimException>(() => _fixture.Set(next, AuthorityState.Active)).Cause);
        Assert.Equal(AuthorityState.Prepared, _fixture.Prepare("corp-3").State);
    }

    [Fact]
    public void A_revoked_one_leaves_the_bundle_and_takes_no_successor_with_it()
    {
        var next = _fixture.Prepare();
        _fixture.Activate(next);
        var left = _fixture.Session.Certificates.Issue(new NewCertificate { Name = "left.corp.test", Authority = "corp" }, default);
        _fixture.Rotate();

        var revoked = _fixture.Session.Revocation.Cascade(
            _fixture.Corp.Id, new RevocationRequest { Reason = RevocationReason.CACompromise }, default).ToList();
        Assert.Contains(left.Id, revoked.Select(result => result.IdentityId));
        Assert.Equal(VersionState.Active, _fixture.Now(_fixture.Web.Id).Status);
        Assert.Equal(VersionState.Revoked, _fixture.Session.Identities.Versions(_fixture.Web.Id)[0].State);
        Assert.DoesNotContain(next.Id, revoked.Select(result => result.IdentityId));
        Assert.Equal((VersionState.Active, AuthorityState.Active), (_fixture.View(next).Status, _fixture.View(next).State));
        Assert.Equal(
            (VersionState.Revoked, AuthorityState.Retired), (_fixture.View(_fixture.Corp).Status, _fixture.View(_fixture.Corp).State));
        _fixture.Publish(next.Id);
        Assert.Equal([next.Certificate], SuccessionFixture.Read(_fixture.Bundle));

        // On the list of the next there is what it gave the key of the old one, and nothing that it issued itself.
        Assert.Equal(1, _fixture.Session.RevocationLists.Publish(next.Id, null, null, default).EntryCount);
        Assert.Equal(2, _fixture.Session.RevocationLists.Publish(_fixture.Corp.Id, null, null, default).EntryCount);
    }

    [Fact]
    public void The_state_it_is_in_already_is_no_change()
    {
        var acts = _fixture.Session.Store.Describe(default).AuditRecords;
        _fixture.Set(_fixture.Corp, AuthorityState.Active);
        Assert.Equal(acts, _fixture.Session.Store.Describe(default).AuditRecords);
        Assert.Equal(
            MimErrorCause.WrongState, Assert.Throws<MimException>(() => _fixture.Set(_fixture.Corp, AuthorityState.Prepared)).Cause);
    }

    private MachineIdentity Issue(string name, string? authority = null) =>
        _fixture.Session.Certificates.Issue(new NewCertificate { Name = name, Authority = authority }, default);
}
