using Mim.Core;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Testing;

namespace Mim.Inventory.Tests;

/// <summary>Files that are no store any more, or never were: an error that names them, never a crash or a hang.</summary>
public sealed class DamagedStoreTests : IDisposable
{
    private const int Mutations = 400;
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStoreFactory _factory = new(TimeProvider.System);

    private string Location => _folder["inventory.db"];

    [Theory]
    [InlineData("This is a text file, not a store, and long enough to be taken for the header of a database file of an engine.")]
    [InlineData("short")]
    public void A_file_of_another_kind_is_named(string content)
    {
        File.WriteAllText(Location, content);

        var error = Assert.Throws<MimException>(() => _factory.Open(Location, create: true, None));

        Assert.Equal(MimErrorCause.StoreDamaged, error.Cause);
        Assert.Contains(Location, error.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(Location));
    }

    [Fact]
    public void An_empty_file_is_no_store_until_one_is_asked_for()
    {
        File.WriteAllBytes(Location, []);

        Assert.Equal(MimErrorCause.StoreNotFound, Assert.Throws<MimException>(() => _factory.Open(Location, create: false, None)).Cause);
        _factory.Open(Location, create: true, None).Dispose();
    }

    [Fact]
    public void A_folder_is_no_store()
    {
        Directory.CreateDirectory(Location);

        Assert.Throws<MimException>(() => _factory.Open(Location, create: true, None));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public void A_truncated_store_fails_its_checks_or_to_open(double part)
    {
        var whole = Whole();
        File.WriteAllBytes(Location, whole[..(int)(whole.Length * part)]);

        try
        {
            using var inventory = _factory.Open(Location, create: false, None);
            Assert.Contains(((IStoreMaintenance)inventory).Check(None), check => !check.Passed);
        }
        catch (MimException e)
        {
            Assert.Equal(MimErrorCause.StoreDamaged, e.Cause);
        }
    }

    [Fact]
    public void Random_damage_ends_in_an_error_or_in_success()
    {
        var whole = Whole();
        var random = new Random(20260301);
        for (var i = 0; i < Mutations; i++)
        {
            var damaged = whole.ToArray();
            for (var flips = random.Next(1, 12); flips > 0; flips--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(Location, damaged);
            Use();
            foreach (var left in Directory.GetFiles(_folder.Path))
            {
                File.Delete(left);
            }
        }
    }

    [Fact]
    public void A_damaged_backup_is_never_restored()
    {
        var whole = Whole();
        whole.AsSpan(whole.Length / 2, whole.Length / 4).Fill(0xA5);
        File.WriteAllBytes(_folder["backup.db"], whole);
        using (var store = _factory.Open(Location, create: true, None))
        {
            store.Add(Sample.Identity("precious"));
        }

        var error = Assert.Throws<MimException>(() => _factory.Restore(_folder["backup.db"], Location, overwrite: true, None));

        Assert.Equal(MimErrorCause.StoreDamaged, error.Cause);
        using var untouched = _factory.Open(Location, create: false, None);
        Assert.Equal(1, untouched.Identities.Count(new IdentityQuery(), None));
        Assert.DoesNotContain(Directory.GetFiles(_folder.Path), file => Path.GetFileName(file).StartsWith('.'));
    }

    [Fact]
    public void A_damaged_store_is_replaced_by_a_restore_and_kept_beside()
    {
        File.WriteAllBytes(_folder["backup.db"], Whole());
        File.WriteAllText(Location, "ruined beyond recognition, but kept all the same");

        _factory.Restore(_folder["backup.db"], Location, overwrite: true, None);

        using var restored = _factory.Open(Location, create: false, None);
        Assert.Equal(20, restored.Identities.Count(new IdentityQuery(), None));
        var kept = Assert.Single(Directory.GetFiles(_folder.Path, "*.before-restore-*Z"));
        Assert.StartsWith("ruined", File.ReadAllText(kept), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Use()
    {
        try
        {
            using var inventory = _factory.Open(Location, create: false, None);
            _ = inventory.Identities.Find(new IdentityQuery(), None).Count();
            _ = inventory.Audit.Read(new AuditQuery(), None).Count();
            _ = inventory.Journal.Find(new RotationQuery(), None).Count();
            _ = inventory.Keyring.Load();
            inventory.Add(Sample.Identity("new"));
        }
        catch (MimException)
        {
        }
        catch (InvalidOperationException)
        {
            // A row that damage keeps from being stored.
        }
    }

    private byte[] Whole()
    {
        using var store = TestInventory.Create();
        store.Inventory.Write(transaction =>
        {
            for (var i = 0; i < 20; i++)
            {
                var identity = Sample.Identity($"web{i:D2}");
                transaction.Identities.Add(identity);
                transaction.Versions.Add(Sample.Version(identity));
                transaction.Journal.Put(Sample.Rotation(identity));
                transaction.Audit.Append(Sample.Audit(i + 1));
            }
        });
        ((IStoreMaintenance)store.Inventory).Backup(_folder["whole"], null, None);
        var whole = File.ReadAllBytes(_folder["whole"]);
        File.Delete(_folder["whole"]);
        return whole;
    }
}
