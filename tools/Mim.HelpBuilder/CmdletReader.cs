using System.Reflection;

namespace Mim.HelpBuilder;

/// <summary>
/// Reads cmdlets from the built assembly. Attributes are read as data and never made: PowerShellStandard has no code in them.
/// </summary>
public static class CmdletReader
{
    private const string Namespace = "System.Management.Automation.";

    public static IReadOnlyList<CmdletInfo> Read(string assemblyPath) => Read(Assembly.LoadFrom(assemblyPath));

    public static IReadOnlyList<CmdletInfo> Read(Assembly assembly) =>
        [.. assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract)
            .Select(type => (Type: type, Attribute: Attribute(type, "CmdletAttribute")))
            .Where(found => found.Attribute is not null)
            .Select(found => Cmdlet(found.Type, found.Attribute!))
            .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)];

    private static CmdletInfo Cmdlet(Type type, CustomAttributeData attribute)
    {
        var parameters = type.GetProperties().Select(Parameter).OfType<ParameterInfo>().ToList();
        if (Named(attribute, "SupportsShouldProcess", false))
        {
            parameters.Add(Common("WhatIf", "SwitchParameter", "wi"));
            parameters.Add(Common("Confirm", "SwitchParameter", "cf"));
        }

        if (Named(attribute, "SupportsPaging", false))
        {
            parameters.AddRange([Common("First", "UInt64"), Common("Skip", "UInt64"), Common("IncludeTotalCount", "SwitchParameter")]);
        }

        var defaultSet = Named<string?>(attribute, "DefaultParameterSetName", null);
        var sets = parameters.SelectMany(parameter => parameter.Uses).Select(use => use.Set)
            .Where(set => set != ParameterInfo.AllSets).Distinct()
            .OrderBy(set => set != defaultSet).ToList();
        var outputs = type.CustomAttributes.Where(data => data.AttributeType.Name == "OutputTypeAttribute")
            .SelectMany(data => (IEnumerable<CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)
            .Select(argument => argument.Value is Type output ? output.FullName! : argument.Value!.ToString()!);
        return new CmdletInfo(
            (string)attribute.ConstructorArguments[0].Value!,
            (string)attribute.ConstructorArguments[1].Value!,
            parameters,
            sets.Count == 0 ? [ParameterInfo.AllSets] : sets,
            [.. outputs]);
    }

    private static ParameterInfo? Parameter(PropertyInfo property)
    {
        var attributes = property.CustomAttributes.Where(data => data.AttributeType.FullName == Namespace + "ParameterAttribute").ToList();
        if (attributes.Count == 0 || attributes.Any(data => Named(data, "DontShow", false)))
        {
            return null;
        }

        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var item = type.IsArray ? type.GetElementType()! : type;
        return new ParameterInfo
        {
            Name = property.Name,
            Type = type.Name,
            Aliases = Strings(Attribute(property, "AliasAttribute")),
            Values = item.IsEnum ? Enum.GetNames(item) : Strings(Attribute(property, "ValidateSetAttribute")),
            TakesWildcards = Attribute(property, "SupportsWildcardsAttribute") is not null,
            Uses = [.. attributes.Select(Use)],
        };
    }

    private static ParameterUse Use(CustomAttributeData attribute)
    {
        var position = Named(attribute, "Position", int.MinValue);
        return new ParameterUse(
            Named(attribute, "ParameterSetName", ParameterInfo.AllSets),
            Named(attribute, "Mandatory", false),
            position == int.MinValue ? null : position,
            Named(attribute, "ValueFromPipeline", false),
            Named(attribute, "ValueFromPipelineByPropertyName", false));
    }

    private static ParameterInfo Common(string name, string type, params string[] aliases) => new()
    {
        Name = name,
        Type = type,
        Aliases = aliases,
        Uses = [new ParameterUse(ParameterInfo.AllSets, false, null, false, false)],
    };

    private static CustomAttributeData? Attribute(MemberInfo member, string name) =>
        member.CustomAttributes.FirstOrDefault(data => data.AttributeType.FullName == Namespace + name);

    private static string[] Strings(CustomAttributeData? attribute) =>
        attribute?.ConstructorArguments[0].Value is IEnumerable<CustomAttributeTypedArgument> arguments
            ? [.. arguments.Select(argument => (string)argument.Value!)]
            : [];

    private static T Named<T>(CustomAttributeData attribute, string name, T otherwise) =>
        attribute.NamedArguments.Where(argument => argument.MemberName == name)
            .Select(argument => (T)argument.TypedValue.Value!)
            .DefaultIfEmpty(otherwise)
            .First();
}
