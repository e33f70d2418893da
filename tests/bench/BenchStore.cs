using Mim.Core;
using Mim.Core.Audit;
using Mim.Core.Issuing;
using Mim.Core.Stores;

namespace Mim.Bench;

/// <summary>A store on the disk in a folder of its own, with one authority.</summary>
internal sealed class BenchStore : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mim-bench-");

    public BenchStore()
    {
        Session = new Composition.MimComposition().Open(
            new StoreReference { Location = Path, CreateIfMissing = true }, new ActContext("bench", "localhost", Guid.NewGuid()), CancellationToken.None);
        Session.Authorities.Create(new NewAuthority { Name = "bench" }, CancellationToken.None);
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "inventory.db");

    public string Folder => _folder.FullName;

    public MimSession Session { get; }

    /// <summary>Issues <paramref name="count"/> P-256 certificates; each is stored, its key sealed, the act audited.</summary>
    public void Issue(string prefix, int count)
    {
        using var pipeline = Session.Certificates.Open(CancellationToken.None);
        for (var number = 0; number < count; number++)
        {
            pipeline.Add(new NewCertificate { Name = $"{prefix}{number:D6}.bench.test", Owner = "bench" }, null);
            while (pipeline.TryTake(out var result))
            {
                Require(result);
            }
        }

        foreach (var result in pipeline.Complete())
        {
            Require(result);
        }
    }

    public void Dispose()
    {
        Session.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void Require(IssueResult result)
    {
        if (result.Error is { } error)
        {
            throw error;
        }
    }
}
