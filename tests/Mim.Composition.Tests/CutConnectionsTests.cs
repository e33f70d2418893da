using Mim.Composition.Tests.Crash;
using Mim.Core;
using Mim.Core.Rotation;
using Mim.Core.Stores;
using Mim.Testing;
using Mim.Testing.Programs;
using Npgsql;

namespace Mim.Composition.Tests;

/// <summary>Runners whose connections are cut again and again lose nothing, and do nothing twice.</summary>
public sealed class CutConnectionsTests
{
    private const int Runners = 3;
    private const int Identities = 30;
    private const int Cuts = 12;

    [RequiresPostgresFact]
    public async Task Work_goes_on_where_it_was_cut()
    {
        using var folder = new TemporaryFolder();
        var database = PostgresServer.Shared.NewDatabase();
        using var test = new TestSession(
            new NewStore { KeyFile = folder["store.key"] }, reference => reference with { Location = database });
        test.NewAuthority();
        var due = Enumerable.Range(0, Identities).Select(number => test.NewCertificate($"web{number}")).ToList();
        test.Time.Now = due.Max(identity => identity.DueAt!.Value) + TimeSpan.FromMinutes(1);

        var cutting = Task.Run(async () =>
        {
            for (var cut = 0; cut < Cuts; cut++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(150));
                PostgresServer.Shared.CutConnections(new NpgsqlConnectionStringBuilder(database).Database!);
            }
        });
        await Task.WhenAll(Enumerable.Range(0, Runners).Select(_ => Task.Run(() => RunUntilDone(test, cutting))));
        await cutting;

        Invariants.Recover(test.Session);
        Assert.All(due, identity => Assert.Equal(2, test.Session.Identities.Get(identity.Id).Version));
    }

    // As a timer does: what a run could not finish, the next one does.
    private static void RunUntilDone(TestSession test, Task cutting)
    {
        var isDone = false;
        while (!isDone)
        {
            try
            {
                using var session = test.OpenAnother();
                _ = session.Rotation.RotateAsync(session.Rotation.Due(default), new RotationOptions { OnlyIfDue = true }, default)
                    .ToBlockingEnumerable().Count();
                isDone = cutting.IsCompleted && !session.Rotation.Due(default).Any();
            }
            catch (MimException e)
            {
                Assert.Equal(MimErrorCause.StoreUnusable, e.Cause);
            }
        }
    }
}
