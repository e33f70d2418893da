Describe 'Export-MachineSecretReport' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $folder = (New-Item -ItemType Directory "$TestDrive/tree/deep" -Force).Parent.FullName
        $password = 'kestrel{0}harbour' -f (Get-Random -Minimum 100000 -Maximum 999999)
        Set-Content "$folder/deep/settings.ini" '[db]', "password = $password"
        $found = Find-MachineSecret $folder -Recurse
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'writes what code hosts read' {
        $file = $found | Export-MachineSecretReport "$TestDrive/leaks.sarif" -RootPath $folder
        $file.FullName | Should -Be (Join-Path $TestDrive 'leaks.sarif')
        Get-Content $file -Raw | Should -Not -Match 'kestrel'
        $run = (Get-Content $file -Raw | ConvertFrom-Json).runs[0]
        $place = $run.results[0].locations[0].physicalLocation
        $place.artifactLocation.uri, $place.artifactLocation.uriBaseId, $place.region.startLine | Should -Be 'deep/settings.ini', '%SRCROOT%', 2
        $run.results[0].partialFingerprints.primaryLocationLineHash | Should -Match '^[0-9a-f]{16}:1$'
        $run.tool.driver.rules[$run.results[0].ruleIndex].id | Should -Be 'generic-password'
    }

    It 'writes JSON by name and when it is asked, as a baseline for the next scan' {
        foreach ($file in "$TestDrive/known.json", "$TestDrive/known.sarif") {
            $null = Export-MachineSecretReport $file -InputObject $found
            Find-MachineSecret $folder -Recurse -Baseline $file | Should -BeNullOrEmpty
        }

        $null = $found | Export-MachineSecretReport "$TestDrive/odd.sarif" -Format Json
        (Get-Content "$TestDrive/odd.sarif" -Raw | ConvertFrom-Json).rule | Should -Be 'generic-password'
        Set-Content "$folder/new.ini" "password = another$password"
        (Find-MachineSecret $folder -Recurse -Baseline "$TestDrive/known.json").Path | Should -BeLike '*new.ini'
        Remove-Item "$folder/new.ini"
    }

    It 'writes a report of nothing' {
        $null = Find-MachineSecret $folder | Export-MachineSecretReport "$TestDrive/none.sarif"
        (Get-Content "$TestDrive/none.sarif" -Raw | ConvertFrom-Json).runs[0].results | Should -BeNullOrEmpty
    }

    It 'overwrites only with -Force' {
        $path = Join-Path $TestDrive 'again.json'
        $null = $found | Export-MachineSecretReport $path
        Assert-TestError { $found | Export-MachineSecretReport $path } -Id FileExists -Category ResourceExists -Target $path
        ($found | Export-MachineSecretReport $path -Force).FullName | Should -Be $path
    }

    It 'leaves no half of a report' {
        $parts = New-Item -ItemType Directory "$TestDrive/parts"
        { & { $found; throw 'stopped' } | Export-MachineSecretReport "$parts/half.json" } | Should -Throw stopped
        Get-ChildItem $parts | Should -BeNullOrEmpty
    }

    It 'writes nothing with -WhatIf' {
        Assert-ChangesNothing { $found | Export-MachineSecretReport "$TestDrive/whatif.json" -WhatIf }
        "$TestDrive/whatif.json" | Should -Not -Exist
    }

    It 'names a baseline that is none' {
        Set-Content "$TestDrive/text.txt" 'no report'
        Assert-TestError { Find-MachineSecret $folder -Baseline "$TestDrive/text.txt" } -Id InvalidFile -Category InvalidData
        Get-TestError { Find-MachineSecret $folder -Baseline "$TestDrive/nowhere.json" } | Should -Not -BeNullOrEmpty
    }

    It 'stops' {
        Assert-Stops 'Find-MachineSecret $folder -Recurse -Store $store | Export-MachineSecretReport "$folder/../stop.json" -Force' @{ folder = $folder; store = $store }
    }
}
