using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Mim.Architecture.Tests;

/// <summary>One project of the house: what it is built from and what its assembly refers to.</summary>
internal sealed record House(string Name)
{
    private string Folder => Path.Combine(Repository.Root, "src", Name);

    private XDocument Project => XDocument.Load(Path.Combine(Folder, $"{Name}.csproj"));

    private string AssemblyName => Project.Descendants("AssemblyName").FirstOrDefault()?.Value ?? Name;

    private string AssemblyPath => Path.Combine(Folder, "bin", Repository.Configuration, "net10.0", $"{AssemblyName}.dll");

    /// <summary>Projects it compiles against.</summary>
    public IReadOnlyList<string> CompiledAgainst =>
        [.. ProjectReferences.Where(reference => Attribute(reference, "ReferenceOutputAssembly") != "false").Select(NameOf)];

    /// <summary>Projects that are only built before it.</summary>
    public IReadOnlyList<string> BuiltAfter =>
        [.. ProjectReferences.Where(reference => Attribute(reference, "ReferenceOutputAssembly") == "false").Select(NameOf)];

    /// <summary>Projects whose assembly does not go beside its own.</summary>
    public IReadOnlyList<string> NotCopied =>
        [.. ProjectReferences.Where(reference => Attribute(reference, "Private") == "false").Select(NameOf)];

    public IReadOnlyList<string> Packages =>
        [.. Project.Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value)];

    private IEnumerable<XElement> ProjectReferences => Project.Descendants("ProjectReference");

    /// <summary>Names of the assemblies that the built one refers to.</summary>
    public IReadOnlyList<string> ReferredAssemblies() => Read(reader =>
        reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name)));

    /// <summary>Full names of the types of other assemblies that the built one uses.</summary>
    public IReadOnlyList<string> UsedTypes() => Read(reader => reader.TypeReferences
        .Select(reader.GetTypeReference)
        .Select(type => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}"));

    /// <summary>Full names of its own types that are not nested.</summary>
    public IReadOnlyList<string> OwnTypes() => Read(reader => reader.TypeDefinitions
        .Select(reader.GetTypeDefinition)
        .Where(type => type.GetDeclaringType().IsNil && !type.Namespace.IsNil)
        .Select(type => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}"));

    private static string NameOf(XElement reference) =>
        Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'));

    private static string? Attribute(XElement reference, string name) => reference.Attribute(name)?.Value;

    private List<string> Read(Func<MetadataReader, IEnumerable<string>> select)
    {
        using var file = new PEReader(File.OpenRead(AssemblyPath));
        return [.. select(file.GetMetadataReader())];
    }
}
