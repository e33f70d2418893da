using Mim.Core;
using Mim.Core.Audit;
using Mim.Core.Discovery;
using Mim.Core.Stores;
using Mim.Testing;
using Mim.Testing.Certificates;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests;

/// <summary>Several machines that share an inventory have files of the same names.</summary>
public sealed class SharedDiscoveryTests
{
    [RequiresPostgresFact]
    public async Task The_same_path_is_another_place_on_each_machine()
    {
        using var folder = new TemporaryFolder();
        var server = ServerCertificate.Ecdsa(folder, "web.test");
        var reference = new StoreReference { Location = PostgresTestInventory.NewLocation(), KeyFile = folder["store.key"], CreateIfMissing = true };
        using var first = Open("web01", reference);
        using var second = Open("web02", reference);
        var path = Path.Combine(Directory.CreateDirectory(folder["tls"]).FullName, "issuer.pem");
        File.Copy(server.Issuer, path);
        var scan = new FileScan { Paths = [folder["tls"]] };

        await ImportAsync(first, scan);
        Assert.Equal([ImportAction.Unchanged], (await ImportAsync(second, scan)).Select(result => result.Action));
        File.Delete(path);

        var gone = Assert.Single(await ImportAsync(second, scan));

        Assert.Equal((ImportAction.Gone, $"web02:{path}"), (gone.Action, gone.Source));
        Assert.Equal(
            [(LocationKinds.RemoteFile, $"web01:{path}", false), (LocationKinds.RemoteFile, $"web02:{path}", true)],
            first.Identities.Locations(gone.IdentityId).Select(location => (location.Kind, location.Address, location.GoneAt is not null)));
        using var run = first.Importer.Open(default);
        run.AddFile(server.Issuer, null, new ImportDocumentation());
        Assert.All(run.Complete(), outcome => Assert.Null(outcome.Error));
        Assert.Equal(2, first.Identities.Locations(gone.IdentityId).Count(location => location.Address.StartsWith("web01:", StringComparison.Ordinal)));
    }

    private static MimSession Open(string machine, StoreReference reference) =>
        new MimComposition(TimeProvider.System).Open(reference, new ActContext("tester", machine, Guid.NewGuid()), default);

    private static async Task<List<ImportResult>> ImportAsync(MimSession session, FileScan scan)
    {
        using var run = session.Importer.Open(default);
        await foreach (var finding in session.Discovery.FindAsync(scan, null, default))
        {
            run.AddFinding(finding, new ImportDocumentation());
        }

        return [.. run.Complete().Select(outcome => outcome.Result!)];
    }
}
