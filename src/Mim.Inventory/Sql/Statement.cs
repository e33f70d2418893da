using Mim.Core;

namespace Mim.Inventory.Sql;

/// <summary>
/// One statement. Parameters are added and columns read from left to right, so that both stand in the order of the SQL
/// text.
/// </summary>
internal abstract class Statement(Database database) : IDisposable
{
    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Ready for parameters and another run.</summary>
    public abstract Statement Restart();

    public abstract Statement Add(long? value);

    public abstract Statement Add(Guid? value);

    public abstract Statement Add(byte[]? value);

    public abstract Statement Add(string? value);

    public abstract Statement AddList(IReadOnlyList<Guid> ids);

    public abstract Statement AddList(IReadOnlyList<byte[]> digests);

    public abstract Statement AddList(IReadOnlyList<string> texts);

    public Statement Add(bool value) => Add(value ? 1L : 0L);

    public Statement Add(DateTimeOffset? value) => Add(value?.ToUnixTimeMilliseconds());

    /// <summary>Bytes written as hexadecimal.</summary>
    public Statement AddHex(string? value) => Add(value is null ? null : Convert.FromHexString(value));

    public Statement Add(IEnumerable<SqlValue> values)
    {
        foreach (var value in values)
        {
            value.AddTo(this);
        }

        return this;
    }

    /// <summary>True when there is a row to read.</summary>
    public abstract bool Step();

    /// <summary>Runs to the end; returns the number of rows touched.</summary>
    public abstract int Run();

    /// <summary>Runs at the latest before the next read or the commit; what it meets may show only then.</summary>
    public abstract void Send();

    /// <summary>As <see cref="Send()"/>; <paramref name="taken"/> makes the error when a row with the same key is there.</summary>
    public abstract void Send<T>(T row, Func<T, MimException> taken);

    public abstract long Long();

    /// <summary>Whether the next column is null, which is passed over then.</summary>
    public abstract bool SkipNull();

    public abstract Guid? GuidOrNull();

    public abstract string? TextOrNull();

    public abstract byte[]? BlobOrNull();

    public abstract string? HexOrNull();

    public int Int() => (int)Long();

    public bool Bool() => Long() != 0;

    public long? LongOrNull() => SkipNull() ? null : Long();

    public int? IntOrNull() => SkipNull() ? null : Int();

    public DateTimeOffset Time()
    {
        var time = Long();
        return time >= Earliest && time <= Latest
            ? DateTimeOffset.FromUnixTimeMilliseconds(time)
            : throw new MimException(MimErrorCause.StoreDamaged, $"The store '{database.Location}' holds an impossible time.", database.Location);
    }

    public DateTimeOffset? TimeOrNull() => SkipNull() ? null : Time();

    public Guid Guid() => GuidOrNull() ?? default;

    public string Text() => TextOrNull() ?? string.Empty;

    public byte[] Blob() => BlobOrNull() ?? [];

    public string Hex() => HexOrNull() ?? string.Empty;

    public abstract void Dispose();
}
