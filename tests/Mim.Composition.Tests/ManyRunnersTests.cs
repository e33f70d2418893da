using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Rotation;
using Mim.Core.Stores;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests;

/// <summary>Many runners on one store: all the work is done, none of it twice, and the audit is one chain.</summary>
public sealed class ManyRunnersTests
{
    private const int Runners = 8;
    private const int Identities = 2000;

    [Fact]
    public void Each_due_identity_is_rotated_once_in_a_file() => Rotate(reference => reference);

    [RequiresPostgresFact]
    public void Each_due_identity_is_rotated_once_in_a_shared_store() =>
        Rotate(reference => reference with { Location = PostgresTestInventory.NewLocation() });

    private static void Rotate(Func<StoreReference, StoreReference> how)
    {
        using var folder = new TemporaryFolder();
        using var test = new TestSession(new NewStore { KeyFile = folder["store.key"] }, how);
        test.NewAuthority();
        var due = Issue(test.Session);
        test.Time.Now = due.Max(identity => identity.DueAt!.Value) + TimeSpan.FromMinutes(1);

        var results = Enumerable.Range(0, Runners).AsParallel().WithDegreeOfParallelism(Runners).SelectMany(_ =>
        {
            using var session = test.OpenAnother();
            return session.Rotation.RotateAsync(session.Rotation.Due(default), new RotationOptions { OnlyIfDue = true }, default)
                .ToBlockingEnumerable().ToList();
        }).ToList();

        Assert.Equal(Identities, results.Count(result => result.Outcome == RotationOutcome.Completed));
        Assert.All(results, result => Assert.True(result.Outcome is RotationOutcome.Completed or RotationOutcome.Skipped, result.Reason));
        Assert.All(
            test.Session.Identities.Find(new IdentityQuery { Kinds = [IdentityKind.Certificate] }, default),
            identity => Assert.Equal(2, identity.Version));
        Assert.Empty(test.Session.Rotation.Due(default));
        Assert.All(test.Session.Store.Test(default), check => Assert.True(check.Passed, $"{check.Check}: {check.Detail}"));
    }

    private static List<MachineIdentity> Issue(MimSession session)
    {
        using var pipeline = session.Certificates.Open(default);
        for (var number = 0; number < Identities; number++)
        {
            pipeline.Add(new NewCertificate { Name = $"web{number}" }, null);
        }

        return [.. pipeline.Complete().Select(result => result.Identity ?? throw result.Error!)];
    }
}
