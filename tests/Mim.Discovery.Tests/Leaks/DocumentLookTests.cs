using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Scanning;
using Mim.Discovery.Leaks;
using Mim.Discovery.Leaks.Archives;
using Mim.Testing;

namespace Mim.Discovery.Tests.Leaks;

public sealed class DocumentLookTests : IDisposable
{
    private static readonly byte[] _setting = "[db]\npassword = \"kestrel77harbour\"\n"u8.ToArray();
    private readonly DocumentLook _look = new(new SecretScanner(SecretRules.All, new LengthHasher()));

    public void Dispose() => _look.Dispose();

    [Fact]
    public void Archives_are_looked_into_and_name_what_is_within()
    {
        Assert.Equal(["conf/app.ini"], Entries(Zip(("conf/app.ini", _setting))));
        Assert.Equal(["conf/app.ini"], Entries(Tar(TarEntryFormat.Ustar, "conf/app.ini")));
        Assert.Equal(["conf/app.ini"], Entries(Gzip(Tar(TarEntryFormat.Gnu, "conf/app.ini"))));
        Assert.Equal([null], Entries(Gzip(_setting)));
        var found = Assert.Single(Look(Gzip(_setting)));
        Assert.Equal((2L, 13, "generic-password"), (found.Line, found.Column, found.Rule?.Id));
    }

    [Theory]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    public void Names_longer_than_a_header_are_read(TarEntryFormat format)
    {
        var name = $"{string.Join('/', Enumerable.Repeat("folder", 40))}/app.ini";
        Assert.Equal([name, "second.ini"], Entries(Tar(format, name, "second.ini")));
    }

    [Fact]
    public void Archives_within_archives_are_looked_into()
    {
        var inner = Zip(("deep/app.ini", _setting));
        Assert.Equal(["box.tgz!inner.zip!deep/app.ini", "after.ini"], Entries(Zip(("box.tgz", Gzip(TarOf("inner.zip", inner))), ("after.ini", _setting))));
        Assert.Equal(["a.zip!b.zip!c.ini"], Entries(Zip(("a.zip", Zip(("b.zip", Zip(("c.ini", _setting))))))));
    }

    [Fact]
    public void A_document_full_of_secrets_is_not_looked_at_to_its_end()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 60_000).Select(number => $"password = \"kestrel{number:D6}harbour\"\n")));
        var found = Look(Zip(("a.ini", text), ("b.ini", text)));
        Assert.Equal((FindingStatus.Incomplete, "a.ini"), (found[^1].Status, found[^1].Entry));
        Assert.InRange(found.Count, 10_000, 40_000);
        Assert.Equal(FindingStatus.Incomplete, Look(text)[^1].Status);
    }

    [Fact]
    public void Text_of_utf16_in_an_archive_is_text()
    {
        var text = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(string.Concat(Enumerable.Repeat("nothing to see in this line\n", 40_000)))).ToArray();
        var found = Assert.Single(Look(Zip(("task.xml", [.. text, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(_setting))]))));
        Assert.Equal((SecretEncoding.Utf16, 40_002L), (found.Encoding, found.Line));
    }

    [Fact]
    public void Archives_deeper_than_is_looked_into_are_told()
    {
        var box = _setting;
        for (var depth = 0; depth <= ArchiveLimit.MostDepth; depth++)
        {
            box = Zip(("box.zip", box));
        }

        var found = Assert.Single(Look(box));
        Assert.Equal(FindingStatus.Damaged, found.Status);
        Assert.Contains("deeper", found.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_ends_where_the_limit_is_and_is_told_once()
    {
        var zeroes = new byte[1 << 20];
        Array.Fill(zeroes, (byte)' ');
        using var bomb = new MemoryStream();
        using (var packed = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var count = 0; count < 257; count++)
            {
                packed.Write(zeroes);
            }
        }

        var archive = Zip(("first.ini", _setting), ("bomb.gz", bomb.ToArray()), ("after.ini", _setting));
        Assert.Equal([("first.ini", FindingStatus.Found), (null, FindingStatus.Damaged)], Look(archive).Select(one => (one.Entry, one.Status)));
    }

    [Fact]
    public void What_a_password_guards_is_told()
    {
        var archive = Zip(("secret.ini", _setting), ("open.ini", _setting));

        // The bit that says so, in the first record of the directory.
        archive[archive.AsSpan().IndexOf("PK\x01\x02"u8) + 8] |= 1;
        Assert.Equal(
            [("secret.ini", FindingStatus.Locked), ("open.ini", FindingStatus.Found)], Look(archive).Select(one => (one.Entry, one.Status)));
    }

    [Fact]
    public void Pictures_and_programs_in_archives_pass() =>
        Assert.Empty(Look(Zip(("logo.png", _setting), ("program", [0, 1, 2, .. _setting]), ("folder/", []))));

    [Fact]
    public void A_damaged_entry_leaves_the_others()
    {
        var archive = Zip(("first.gz", [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3, .. Enumerable.Repeat((byte)0xFF, 64)]), ("after.ini", _setting));
        Assert.Equal([("first.gz", FindingStatus.Damaged), ("after.ini", FindingStatus.Found)], Look(archive).Select(one => (one.Entry, one.Status)));
    }

    [Fact]
    public void Damaged_archives_are_told_and_break_nothing()
    {
        var mutator = new Mutator(11);
        byte[][] samples =
        [
            Zip(("a.ini", _setting), ("b.tgz", Gzip(Tar(TarEntryFormat.Pax, "c.ini")))), Tar(TarEntryFormat.Gnu, new string('n', 200)), Gzip(_setting),
        ];
        for (var round = 0; round < 300; round++)
        {
            Assert.All(Look(mutator.Mutate(samples[round % samples.Length])), one => Assert.NotEqual(FindingStatus.AccessDenied, one.Status));
        }
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var octets = new MemoryStream();
        using (var archive = new ZipArchive(octets, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return octets.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        using var octets = new MemoryStream();
        using (var packed = new GZipStream(octets, CompressionLevel.Fastest, leaveOpen: true))
        {
            packed.Write(content);
        }

        return octets.ToArray();
    }

    private static byte[] Tar(TarEntryFormat format, params string[] names)
    {
        using var octets = new MemoryStream();
        using (var archive = new TarWriter(octets, format, leaveOpen: true))
        {
            foreach (var name in names)
            {
                archive.WriteEntry(Entry(format, name, new MemoryStream(_setting)));
            }
        }

        return octets.ToArray();
    }

    private static byte[] TarOf(string name, byte[] content)
    {
        using var octets = new MemoryStream();
        using (var archive = new TarWriter(octets, TarEntryFormat.Ustar, leaveOpen: true))
        {
            archive.WriteEntry(Entry(TarEntryFormat.Ustar, name, new MemoryStream(content)));
        }

        return octets.ToArray();
    }

    private static TarEntry Entry(TarEntryFormat format, string name, Stream content) => format switch
    {
        TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content },
        TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, name) { DataStream = content },
        _ => new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = content },
    };

    private IEnumerable<string?> Entries(byte[] archive) => Look(archive).Select(one => one.Status == FindingStatus.Found ? one.Entry : one.Detail);

    private List<SecretSighting> Look(byte[] document)
    {
        var found = new List<SecretSighting>();
        _look.Look(new MemoryStream(document), found, new ArchiveLimit(document.Length), CancellationToken.None);
        return found;
    }
}
