using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Inventory.Tests;

public sealed class ManyProcessesTests
{
    private const int Processes = 16;
    private const int Each = 25;

    [RequiresProgramFact("dotnet")]
    public void Sixteen_processes_make_and_write_one_store()
    {
        using var folder = new TemporaryFolder();
        MakeAndWrite(folder["inventory.db"]);
    }

    [RequiresPostgresFact]
    public void Sixteen_processes_make_and_write_one_store_of_a_server() => MakeAndWrite(PostgresTestInventory.NewLocation());

    private static void MakeAndWrite(string location)
    {
        var program = typeof(ManyProcessesTests).Assembly.Location;

        Parallel.For(0, Processes, new ParallelOptions { MaxDegreeOfParallelism = Processes }, i =>
            ProgramRunner.Run("dotnet", "exec", program, location, $"writer {i}", $"{Each}").Succeeded());

        using var inventory = WriterProcess.FactoryOf(location).Open(location, create: false, CancellationToken.None);
        Assert.Equal(Processes * Each, inventory.Identities.Count(new IdentityQuery(), CancellationToken.None));
        Assert.All(((IStoreMaintenance)inventory).Check(CancellationToken.None), check => Assert.True(check.Passed, check.Detail));
    }
}
