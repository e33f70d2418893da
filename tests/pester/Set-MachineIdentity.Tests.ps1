Describe 'Set-MachineIdentity' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = 'web01', 'web02' | ForEach-Object { Import-MachineIdentity -Name $_ -Owner old@corp.test -Tag site=north }
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'changes what is named and leaves the rest' {
        $changed = Set-MachineIdentity web01 -Owner new@corp.test -Criticality High -PassThru
        $changed.Owner | Should -Be 'new@corp.test'
        $changed.Criticality | Should -Be 'High'
        $changed.Tags | Should -Be 'site=north'
    }

    It 'is silent without -PassThru' {
        Set-MachineIdentity web01 -Purpose shop | Should -BeNullOrEmpty
    }

    It 'adds and removes tags' {
        (Set-MachineIdentity web01 -AddTag pci, edge -RemoveTag site=north -PassThru).Tags | Sort-Object | Should -Be 'edge', 'pci'
        (Set-MachineIdentity web01 -Tag @() -PassThru).Tags | Should -BeNullOrEmpty
    }

    It 'takes identities from the pipeline, whose own properties change nothing' {
        $stale = Get-MachineIdentity web02
        Set-MachineIdentity web02 -Owner fresh@corp.test
        ($stale | Set-MachineIdentity -Purpose mail -PassThru).Owner | Should -Be 'fresh@corp.test'
    }

    It 'takes rows of a CSV file by property name' {
        $rows = 'Name,Owner,Purpose', 'web01,a@corp.test,one', 'web02,b@corp.test,two' | ConvertFrom-Csv
        $rows | Set-MachineIdentity
        (Get-MachineIdentity web02).Owner | Should -Be 'b@corp.test'
        (Get-MachineIdentity web01).Purpose | Should -Be 'one'
    }

    It 'renames' {
        (Set-MachineIdentity web02 -NewName web03 -PassThru).Name | Should -Be 'web03'
        Assert-TestError { Set-MachineIdentity web03 -NewName web01 } -Id IdentityExists -Category ResourceExists
        Set-MachineIdentity web03 -NewName web02
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Get-MachineIdentity | Set-MachineIdentity -Owner nobody -WhatIf }
    }

    It 'reports a name that is not there and no choice at all' {
        Assert-TestError { Set-MachineIdentity none -Owner x } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { Set-MachineIdentity -Owner x } -Id InvalidArgument -Category InvalidArgument
    }

    It 'stops' {
        Assert-Stops 'Set-MachineIdentity web01 -Purpose "$(New-Guid)" -Store $store' @{ store = $store }
    }
}
