using System.Globalization;
using System.Reflection;
using Mim.Core;

namespace Mim.Inventory.Sql;

/// <summary>One numbered step of the schema, from a resource named <c>0001-name.sql</c>.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>All of them in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load(typeof(Migration).Assembly);

    public static MimException TooNew(string location, int version, int newest) => new(
        MimErrorCause.StoreTooNew,
        $"The store '{location}' has schema {version}; this program knows schemas up to {newest}. Use a newer one.",
        location);

    private static Migration[] Load(Assembly assembly) =>
        [.. assembly.GetManifestResourceNames()
            .Where(resource => resource.EndsWith(".sql", StringComparison.Ordinal))
            .Select(resource => Read(assembly, resource))
            .OrderBy(migration => migration.Number)];

    private static Migration Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var number = int.Parse(resource.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);
        return new Migration(number, Path.GetFileNameWithoutExtension(resource)[5..], reader.ReadToEnd());
    }
}
