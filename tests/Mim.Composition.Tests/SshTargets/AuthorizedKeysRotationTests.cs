using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Testing;
using Mim.Testing.Programs;
using Xunit.Abstractions;

namespace Mim.Composition.Tests.SshTargets;

/// <summary>A key is replaced on several real servers while clients log in: install beside the old one, log in, take the old one out.</summary>
public sealed class AuthorizedKeysRotationTests(ITestOutputHelper output) : IDisposable
{
    private const int MoreLogins = 12;

    private static readonly TimeSpan _overlap = TimeSpan.FromHours(6);
    private AuthorizedKeysFixture? _fixture;

    private AuthorizedKeysFixture Fixture => _fixture ??= new AuthorizedKeysFixture(servers: 2);

    public void Dispose() => _fixture?.Dispose();

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public async Task No_login_fails_with_the_old_key_until_it_is_taken_out_nor_with_the_new_one_after_it_was_handed_out()
    {
        SetOverlap();
        Assert.Equal(RotationOutcome.Completed, Fixture.Publish().Outcome);
        Assert.All(Fixture.Servers, server => Assert.Single(AuthorizedKeysFixture.Ours(server)));
        var old = Fixture.Export("old");
        await using (var before = new RepeatedLogin(Fixture.Servers, old))
        {
            await before.MoreAsync(MoreLogins);
            var rotated = Fixture.Rotate();
            Assert.True(rotated.Outcome == RotationOutcome.Overlapping, rotated.Reason);
            before.Tell(output, "AuthorizedKeys");
            await using var both = new RepeatedLogin(Fixture.Servers, Fixture.Export("new"));
            await both.BegunAsync();
            Assert.All(Fixture.Servers, server => Assert.Equal(2, AuthorizedKeysFixture.Ours(server).Count));
        }

        await using var after = new RepeatedLogin(Fixture.Servers, Fixture.Export("new"));
        await after.MoreAsync(MoreLogins);
        Fixture.Store.Time.Now += _overlap;
        Assert.Equal(RotationOutcome.Completed, Fixture.Resume().Outcome);
        await after.MoreAsync(MoreLogins);
        Assert.All(Fixture.Servers, server => Assert.Single(AuthorizedKeysFixture.Ours(server)));
        Assert.All(Fixture.Servers, server => Assert.False(AuthorizedKeysFixture.LogsIn(server, old)));
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void While_one_server_cannot_be_reached_all_keep_the_old_key()
    {
        Assert.Equal(RotationOutcome.Completed, Fixture.Publish().Outcome);
        var old = Fixture.Export("old");
        var configuration = Fixture.Servers[^1]["sshd_config"];
        var text = File.ReadAllText(configuration);
        File.WriteAllText(configuration, text.Replace("\nPort ", "\nPort 1\nPort ", StringComparison.Ordinal));
        var rotated = Fixture.Rotate();
        Assert.Equal(RotationOutcome.Failed, rotated.Outcome);
        Assert.Contains("cannot log in", rotated.Reason, StringComparison.Ordinal);
        Assert.All(Fixture.Servers, server => Assert.True(AuthorizedKeysFixture.LogsIn(server, old)));
        Assert.All(Fixture.Servers.SkipLast(1), server => Assert.Single(AuthorizedKeysFixture.Ours(server)));

        File.WriteAllText(configuration, text);
        Assert.Equal(RotationOutcome.RolledBack, Fixture.Resume().Outcome);
        Assert.Equal(1, Fixture.Version);
        Assert.All(Fixture.Servers, server => Assert.Single(AuthorizedKeysFixture.Ours(server)));
    }

    [SmallDiskFact]
    public void What_cannot_be_written_at_one_server_is_taken_back_at_the_others()
    {
        using var disk = new SmallDisk(kilobytes: 64);
        Fixture.Publish();
        var old = Fixture.Export("old");
        var list = Fixture.Servers[^1]["authorized_keys"];
        File.Move(list, disk["list"]);
        File.CreateSymbolicLink(list, disk["list"]);
        disk.Fill();
        AssertRolledBack(old);
        disk.Free();
        disk.MakeReadOnly();
        AssertRolledBack(old);
        disk.MakeWritable();
        Assert.Equal(RotationOutcome.Completed, Fixture.Rotate().Outcome);
        Assert.All(Fixture.Servers, server => Assert.False(AuthorizedKeysFixture.LogsIn(server, old)));
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void An_old_key_that_cannot_be_taken_out_everywhere_is_not_retired_until_it_is()
    {
        SetOverlap();
        Fixture.Publish();
        Fixture.Rotate();
        var last = Fixture.Servers[^1]["authorized_keys"];
        File.Move(last, last + ".away");
        Directory.CreateDirectory(last);
        Fixture.Store.Time.Now += _overlap;
        var kept = Fixture.Resume();
        Assert.Equal(RotationOutcome.Overlapping, kept.Outcome);
        Assert.Contains("not taken out everywhere", kept.Reason, StringComparison.Ordinal);
        Assert.Contains(Fixture.Store.Session.Identities.Versions(Fixture.Key.Id), version => version is { Number: 1, State: VersionState.Active });

        Directory.Delete(last);
        File.Move(last + ".away", last);
        Fixture.Store.Time.Now += TimeSpan.FromHours(1);
        Assert.Equal(RotationOutcome.Completed, Fixture.Resume().Outcome);
        Assert.All(Fixture.Servers, server => Assert.Single(AuthorizedKeysFixture.Ours(server)));
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void An_undo_lets_the_old_key_in_again_and_the_new_one_no_longer()
    {
        Fixture.Publish();
        var old = Fixture.Export("old");
        var rotated = Fixture.Rotate();
        var replacement = Fixture.Export("new");
        Assert.All(Fixture.Servers, server => Assert.Equal((false, true), (AuthorizedKeysFixture.LogsIn(server, old), AuthorizedKeysFixture.LogsIn(server, replacement))));
        Fixture.Store.Time.Now += TimeSpan.FromSeconds(1);
        var undone = Fixture.Store.Session.Rotation.UndoAsync(rotated.RotationId!.Value, default).GetAwaiter().GetResult();
        Assert.True(undone.Outcome == RotationOutcome.Undone, undone.Reason);
        Assert.All(Fixture.Servers, server => Assert.Equal((true, false), (AuthorizedKeysFixture.LogsIn(server, old), AuthorizedKeysFixture.LogsIn(server, replacement))));
        Assert.All(Fixture.Servers, server => Assert.Single(AuthorizedKeysFixture.Ours(server)));
    }

    [RequiresProgramFact("sshd", "ssh", "ssh-keygen")]
    public void A_line_that_was_lost_is_put_back()
    {
        Fixture.Publish();
        File.WriteAllBytes(Fixture.Servers[1]["authorized_keys"], AuthorizedKeysFixture.Foreign);
        Assert.Equal(RotationOutcome.Completed, Assert.Single(Fixture.Reconcile()).Outcome);
        Assert.All(Fixture.Servers, server => Assert.Single(AuthorizedKeysFixture.Ours(server)));
        Fixture.Store.Time.Now += TimeSpan.FromSeconds(1);
        Assert.Empty(Fixture.Reconcile());
    }

    private void AssertRolledBack(string old)
    {
        var rotated = Fixture.Rotate();
        Assert.True(rotated.Outcome == RotationOutcome.RolledBack, $"{rotated.Outcome}: {rotated.Reason}");
        Assert.Contains("Cannot write", rotated.Reason, StringComparison.Ordinal);
        Assert.All(Fixture.Servers, server => Assert.Single(AuthorizedKeysFixture.Ours(server)));
        Assert.All(Fixture.Servers, server => Assert.True(AuthorizedKeysFixture.LogsIn(server, old)));
    }

    private void SetOverlap()
    {
        var policies = Fixture.Store.Session.Policies;
        policies.Set(policies.For(Criticality.Medium) with { Overlap = _overlap }, default);
    }
}
